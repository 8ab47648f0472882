namespace Berth.Reports.Document;

/// <summary>One sampled quantity of one subject. Lines of the same quantity share a chart.</summary>
/// <param name="Quantity">What it is: <c>CPU utilisation</c>, <c>Power</c>, <c>Memory</c>, <c>Items in flight</c>.</param>
/// <param name="Unit">Its unit: <c>%</c>, <c>W</c>, <c>MB</c>; empty for a count.</param>
/// <param name="Subject">The node, process or workload.</param>
/// <param name="Values">One value for each moment; null where there is none.</param>
public sealed record ReportLine(string Quantity, string Unit, string Subject, IReadOnlyList<double?> Values);
