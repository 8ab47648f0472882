namespace Berth.Emulation.Links;

/// <summary>A directed link between two nodes, with a queue of its own.</summary>
public sealed record RouterLink(string From, string To, LinkSettings Settings);
