namespace Berth.Records.Store;

/// <summary>One repetition of one placement of one variant.</summary>
/// <param name="Deployment">Number within the run, from 1.</param>
/// <param name="Variant">Number of the variant.</param>
/// <param name="Placement">Name of the placement policy.</param>
/// <param name="Repetition">Number of the repetition, from 1.</param>
/// <param name="Dilation">How many times slower than real time it ran; everything kept is undilated.</param>
/// <param name="Sources">Nodes that produced items.</param>
/// <param name="Workers">Nodes that were chosen.</param>
/// <param name="Start">Start of the measured time, after the warm-up, nanoseconds; null until it is known.</param>
/// <param name="End">End of the measured time; null while it runs and when it was cut off.</param>
/// <param name="Failure">Why it did not end as it should; null when it did.</param>
public sealed record DeploymentRecord(
    int Deployment,
    int Variant,
    string Placement,
    int Repetition,
    double Dilation,
    IReadOnlyList<string> Sources,
    IReadOnlyList<string> Workers,
    long? Start = null,
    long? End = null,
    string? Failure = null);
