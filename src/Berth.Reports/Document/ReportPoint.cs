using System.Text.Json.Serialization;

namespace Berth.Reports.Document;

/// <summary>A point of a curve, written as <c>[x, y]</c>.</summary>
[JsonConverter(typeof(ReportPointConverter))]
public readonly record struct ReportPoint(double X, double Y);
