namespace Berth.Emulation.Links;

/// <summary>The counters of one directed pair.</summary>
public sealed record LinkReport(string From, string To, LinkCounters Counters);
