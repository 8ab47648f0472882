using Berth.Workloads.Serving;

namespace Berth.Workloads.Sources;

/// <summary>What came back over a connection.</summary>
/// <param name="Reply">The body.</param>
/// <param name="Status">Status code.</param>
/// <param name="Closes">Whether the connection can carry no other item.</param>
internal readonly record struct HttpAnswer(WorkerReply Reply, int Status, bool Closes);
