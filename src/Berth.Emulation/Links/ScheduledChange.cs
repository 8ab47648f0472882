using Berth.Model.Units;

namespace Berth.Emulation.Links;

/// <summary>A change of a link at a time counted from the start.</summary>
public sealed record ScheduledChange(Duration At, string From, string To, LinkSettings Settings);
