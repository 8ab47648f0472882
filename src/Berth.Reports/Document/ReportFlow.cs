namespace Berth.Reports.Document;

/// <summary>What flowed from one site to another for one placement, all nodes and repetitions together.</summary>
/// <param name="Variant">Label of the variant.</param>
/// <param name="Placement">Name of the placement.</param>
/// <param name="From">Site that sent; the same as <paramref name="To"/> for neighbours.</param>
/// <param name="To">Site that received.</param>
/// <param name="Packets">Delivered IP packets.</param>
/// <param name="Bytes">Delivered bytes, IP headers included.</param>
/// <param name="LostByChance">Packets lost by the configured loss.</param>
/// <param name="DroppedByQueue">Packets that found the queue full.</param>
/// <param name="DroppedDown">Packets sent while the link was down.</param>
public sealed record ReportFlow(
    string Variant,
    string Placement,
    string From,
    string To,
    long Packets,
    long Bytes,
    long LostByChance,
    long DroppedByQueue,
    long DroppedDown);
