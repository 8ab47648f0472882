using Berth.Model.Units;

namespace Berth.Model;

/// <summary>A stream of items from every node of one site, each to be processed somewhere.</summary>
/// <param name="Name">Name, unique in the experiment.</param>
/// <param name="Kind">What the items are and how they are processed.</param>
/// <param name="Source">Site whose nodes produce the items.</param>
/// <param name="Rate">Items a second of each source node.</param>
/// <param name="Arrivals">How arrivals are spread in time.</param>
/// <param name="Transport">How items travel.</param>
/// <param name="Picture">Encoded size of one item.</param>
/// <param name="Format">Encoding of the pictures: <c>jpeg</c> or <c>png</c>.</param>
/// <param name="Model">Absolute path of an ONNX classifier; null is the one that comes with Berth.</param>
/// <param name="Timeout">An item that has not returned so long after its scheduled moment is lost.</param>
/// <param name="Slo">What is promised; null promises nothing.</param>
/// <param name="Profile">What an item takes on a core of speed 1: the file says, or it was measured of the kind.</param>
public sealed record Workload(
    string Name,
    string Kind,
    string Source,
    Frequency Rate,
    Arrivals Arrivals,
    Transport Transport,
    Memory Picture,
    string Format,
    string? Model,
    Duration Timeout,
    ServiceLevelObjective? Slo,
    ServiceProfile Profile);
