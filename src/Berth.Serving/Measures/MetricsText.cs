using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Berth.Serving.Measures;

/// <summary>Writes and reads metrics in the text format of Prometheus (version 0.0.4).</summary>
public sealed class MetricsText
{
    private readonly StringBuilder _text = new();

    /// <summary>Begins a metric.</summary>
    public MetricsText Metric(string name, string type, string help)
    {
        _text.Append("# HELP ").Append(name).Append(' ').Append(help).Append("\n# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        return this;
    }

    /// <summary>A value of it; labels come with their names.</summary>
    public MetricsText Value(string name, double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        _text.Append(name);
        for (var i = 0; i < labels.Length; i++)
            _text.Append(i == 0 ? '{' : ',').Append(labels[i].Name).Append("=\"").Append(Escape(labels[i].Value)).Append('"');
        _text.Append(labels.Length > 0 ? "} " : " ").Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
        return this;
    }

    /// <summary>A metric of one value.</summary>
    public MetricsText Single(string name, string type, string help, double value) => Metric(name, type, help).Value(name, value);

    /// <summary>The buckets, sum and count of a histogram.</summary>
    public MetricsText Histogram(string name, Histogram times, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        for (var bound = 0; bound < Measures.Histogram.Bounds.Length; bound++)
            Value($"{name}_bucket", times.Cumulative(bound), [.. labels, ("le", $"{Measures.Histogram.Bounds[bound]}")]);
        return Value($"{name}_bucket", times.Count, [.. labels, ("le", "+Inf")]).Value($"{name}_sum", times.Sum, labels).Value($"{name}_count", times.Count, labels);
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>The first value of a metric in a text; null when it has none.</summary>
    internal static double? Find(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        foreach (var range in text.Split((byte)'\n'))
        {
            var line = text[range].Trim(" \r\t"u8);
            if (!line.StartsWith(name) || line.Length == name.Length || line[name.Length] is not ((byte)' ' or (byte)'{' or (byte)'\t'))
                continue;
            var labels = line[name.Length] == '{' ? line.LastIndexOf((byte)'}') + 1 : name.Length;
            var value = line[labels..].TrimStart(" \t"u8);
            if (Utf8Parser.TryParse(value, out double number, out _))
                return number;
        }
        return null;
    }

    private static string Escape(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
