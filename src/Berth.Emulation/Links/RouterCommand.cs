namespace Berth.Emulation.Links;

/// <summary>One line from the parent to the router, after the document.</summary>
/// <param name="Do"><c>start</c>, <c>set</c>, <c>stats</c> or <c>stop</c>.</param>
/// <param name="At"><c>start</c>: the moment (CLOCK_MONOTONIC, ns) from which scheduled changes count; now when absent.</param>
/// <param name="From"><c>set</c>: the sending node.</param>
/// <param name="To"><c>set</c>: the receiving node.</param>
/// <param name="Settings"><c>set</c>: what changes.</param>
internal sealed record RouterCommand(string Do, long? At = null, string? From = null, string? To = null, LinkSettings? Settings = null);
