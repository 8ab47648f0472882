namespace Berth.Accounting.Jobs;

/// <summary>One simulation of a comparison.</summary>
/// <param name="Variant">Number of the variant, from 1.</param>
/// <param name="Placement">Policy that says where.</param>
/// <param name="Shifting">Policy that says when.</param>
/// <param name="Forecast">Forecast that the policies see.</param>
/// <param name="Repetition">Number of the repetition, from 1; those of one number have identical jobs.</param>
public sealed record JobCase(int Variant, string Placement, string Shifting, string Forecast, int Repetition)
{
    /// <summary>Its name in files.</summary>
    public string Key => $"{Variant}-{Placement}-{Shifting}-{Forecast}-{Repetition}";
}
