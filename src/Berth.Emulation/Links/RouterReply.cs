using Berth.Emulation.Posix;

namespace Berth.Emulation.Links;

/// <summary>One line from the router to its parent: the first when it is ready, then one for each command.</summary>
/// <param name="Error">Why the command, or the start, failed.</param>
/// <param name="At">When it was done (CLOCK_MONOTONIC, ns).</param>
/// <param name="Precedence">First reply: how the packet thread is scheduled.</param>
/// <param name="Statistics">Reply to <c>stats</c>.</param>
internal sealed record RouterReply(string? Error = null, long At = 0, ThreadPrecedence Precedence = default, RouterStatistics? Statistics = null);
