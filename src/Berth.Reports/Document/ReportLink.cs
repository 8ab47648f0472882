namespace Berth.Reports.Document;

/// <summary>A directed link between two sites.</summary>
/// <param name="From">Site that sends.</param>
/// <param name="To">Site that receives.</param>
/// <param name="Latency">One-way latency as text: <c>7.5 ms ± 2.5 ms</c>.</param>
/// <param name="Rate">Rate as text: <c>29.66 Mbit/s</c>, or <c>unlimited</c>.</param>
/// <param name="LossPercent">Packets that are lost by chance.</param>
public sealed record ReportLink(string From, string To, string Latency, string Rate, double LossPercent);
