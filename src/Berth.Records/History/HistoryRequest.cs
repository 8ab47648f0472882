using Berth.Records.Collection;

namespace Berth.Records.History;

/// <summary>A request with the program whose series belong to it.</summary>
/// <param name="Instance">Key of the program within the source.</param>
/// <param name="Ip">Address of the program; empty where unknown.</param>
/// <param name="Request">The request.</param>
public sealed record HistoryRequest(string Instance, string Ip, ServedRequest Request);
