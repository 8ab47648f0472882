namespace Berth.Model.Observations;

/// <summary>What flowed from one node to another during a repetition.</summary>
public sealed record LinkFlow(string From, string To, long Packets, long Bytes, long LostByChance, long DroppedByQueue, long DroppedDown);
