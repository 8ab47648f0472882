using System.Text;

namespace Berth.Records.Timelines;

/// <summary>Which series: a metric with its labels.</summary>
/// <param name="Name">Name of the metric.</param>
/// <param name="Labels">Its labels, without the name.</param>
/// <param name="Kind">What its values mean.</param>
public sealed record MetricSeries(string Name, IReadOnlyDictionary<string, string> Labels, SeriesKind Kind = SeriesKind.Unknown)
{
    private string? _identity;

    // A copy with other labels is another series: it must not keep the identity.
    private MetricSeries(MetricSeries original) => (Name, Labels, Kind) = (original.Name, original.Labels, original.Kind);

    /// <summary>Name and labels in one text that is the same for the same series: <c>name{a="1",b="2"}</c>, labels in ordinal order, escaped as Prometheus does.</summary>
    public string Identity => _identity ??= Write(Name, Labels);

    /// <summary>Whether it counts: said to, or named as counters are named where nobody said.</summary>
    public bool Counts => Kind == SeriesKind.Counter ||
        Kind == SeriesKind.Unknown && (Ends("_total") || Ends("_count") || Ends("_sum") || Ends("_bucket"));

    /// <summary>A label; empty where it lacks, which in Prometheus is the same.</summary>
    public string Label(string name) => Labels.GetValueOrDefault(name, "");

    /// <inheritdoc/>
    public bool Equals(MetricSeries? other) => other is not null && other.Identity == Identity && other.Kind == Kind;

    /// <inheritdoc/>
    public override int GetHashCode() => Identity.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Identity;

    internal static string Write(string name, IEnumerable<KeyValuePair<string, string>> labels)
    {
        var text = new StringBuilder(name);
        var separator = '{';
        foreach (var (label, value) in labels.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append(separator).Append(label).Append("=\"");
            foreach (var letter in value)
                _ = letter switch { '\\' => text.Append("\\\\"), '"' => text.Append("\\\""), '\n' => text.Append("\\n"), _ => text.Append(letter) };
            text.Append('"');
            separator = ',';
        }
        return separator == ',' ? text.Append('}').ToString() : text.ToString();
    }

    private bool Ends(string ending) => Name.EndsWith(ending, StringComparison.Ordinal);
}
