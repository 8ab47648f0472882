using Berth.Model.Units;

namespace Berth.Model;

/// <summary>Nodes that stop and come back. What ran there is lost and begins again.</summary>
/// <param name="Target">Name of a node, or of a site for each of its nodes.</param>
/// <param name="At">When it stops, from the start of the run; null when failures are random.</param>
/// <param name="Repair">How long it is away; the mean of an exponential time when failures are random.</param>
/// <param name="Between">Mean of the exponential time between the end of a failure and the next; null when there is one failure.</param>
public sealed record NodeFailure(string Target, Duration? At, Duration Repair, Duration? Between);
