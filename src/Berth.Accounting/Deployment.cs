using Berth.Model;

namespace Berth.Accounting;

/// <summary>One placement of one variant over its repetitions.</summary>
/// <param name="Nodes">Nodes of the continuum.</param>
/// <param name="Sources">Names of the nodes that produced items.</param>
/// <param name="Workers">Names of the nodes that the placement chose.</param>
/// <param name="Slo">What was promised for these items.</param>
/// <param name="Repetitions">What was observed.</param>
public sealed record Deployment(
    IReadOnlyList<Node> Nodes,
    IReadOnlySet<string> Sources,
    IReadOnlySet<string> Workers,
    ServiceLevelObjective? Slo,
    IReadOnlyList<Repetition> Repetitions);
