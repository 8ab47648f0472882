namespace Berth.Model.Observations;

/// <summary>One line of the self-check: what was configured beside what was achieved.</summary>
/// <param name="Subject">Node or link, <c>edge-1</c> or <c>endpoint-1 → edge-1</c>.</param>
/// <param name="Quantity">What was measured: <c>cpu share</c>, <c>burst 5 ms</c>, <c>rtt p50</c>, <c>throughput</c>, <c>loss</c>.</param>
/// <param name="Unit">Unit of both values.</param>
/// <param name="Configured">What the file asks for.</param>
/// <param name="Achieved">What was measured, undilated.</param>
/// <param name="Tolerance">Largest accepted difference, same unit.</param>
/// <param name="Samples">Number of measurements behind it.</param>
public sealed record Check(string Subject, string Quantity, string Unit, double Configured, double Achieved, double Tolerance, int Samples)
{
    /// <summary>Achieved minus configured.</summary>
    public double Error => Achieved - Configured;

    /// <summary>Whether the error is within the tolerance.</summary>
    public bool Passed => Math.Abs(Error) <= Tolerance;
}
