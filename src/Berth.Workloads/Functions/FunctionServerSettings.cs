using System.Net;

namespace Berth.Workloads.Functions;

/// <summary>How functions are served.</summary>
/// <param name="Address">Where it listens; port 0 is any free one.</param>
/// <param name="Functions">Names of the functions to serve, of <see cref="FunctionCatalog.Names"/>.</param>
/// <param name="QueueLimit">How many executions may wait; more are refused.</param>
/// <param name="Grace">How long the execution under way may go on when the server is told to end.</param>
/// <param name="Size">Name of the size that this process has, for logs.</param>
/// <param name="Pod">Name of this process, for logs.</param>
/// <param name="Loki">Where log lines are pushed to, besides standard output; null for nowhere.</param>
public sealed record FunctionServerSettings(
    IPEndPoint Address, IReadOnlyList<string> Functions, int QueueLimit, TimeSpan Grace, string Size, string Pod, Uri? Loki = null);
