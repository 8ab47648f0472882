namespace Berth.Reports.Document;

/// <summary>One part of the latency of the completed items.</summary>
/// <param name="Part">Its name: preprocess, send, uplink, queue, processing, reply or downlink.</param>
/// <param name="MeanMs">Mean.</param>
/// <param name="P95Ms">95th percentile of this part alone; those of several parts do not add up.</param>
public sealed record ReportPart(string Part, double MeanMs, double P95Ms);
