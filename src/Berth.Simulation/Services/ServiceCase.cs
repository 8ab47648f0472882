namespace Berth.Simulation.Services;

/// <summary>A service under one policy in one repetition.</summary>
/// <param name="Variant">Number of the variant, from 1.</param>
/// <param name="Service">Name of the service.</param>
/// <param name="Scaling">Name of the scaling policy.</param>
/// <param name="Repetition">Number of the repetition, from 1.</param>
public sealed record ServiceCase(int Variant, string Service, string Scaling, int Repetition)
{
    /// <summary>Its name in those of files.</summary>
    public string Key => $"{Variant}-{Service}-{Scaling}-{Repetition}";
}
