using System.Globalization;
using System.Text;

namespace Berth.Workloads.Serving.Metrics;

/// <summary>Metrics in the Prometheus text format, version 0.0.4.</summary>
internal sealed class MetricsText
{
    /// <summary>Its media type.</summary>
    internal const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder text = new();

    /// <summary>A value as the format writes it.</summary>
    internal static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Begins a metric.</summary>
    internal void Describe(string name, string type, string help) => text.Append($"# HELP {name} {help}\n# TYPE {name} {type}\n");

    /// <summary>Adds a value of the metric that was begun; the labels' values hold nothing that must be escaped.</summary>
    internal void Sample(string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
            text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    /// <summary>A metric with one value.</summary>
    internal void Single(string name, string type, string help, double value)
    {
        Describe(name, type, help);
        Sample(name, "", value);
    }

    public override string ToString() => text.ToString();
}
