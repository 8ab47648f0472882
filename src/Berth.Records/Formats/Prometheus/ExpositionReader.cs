using Berth.Records.Timelines;

namespace Berth.Records.Formats.Prometheus;

/// <summary>
/// Reads what one program answers again and again. An answer that has the lines of the one before, but for their values, has its series, and is as right as that was: then only the values are read.
/// What differs in anything else is read as a whole.
/// </summary>
internal sealed class ExpositionReader
{
    /// <summary>The lines of the last answer: a sample's without its value and with its series, others whole.</summary>
    private readonly List<(string Start, MetricSeries? Series)> _lines = [];

    /// <summary>Reads an answer.</summary>
    /// <param name="text">The text; its last line may lack its end.</param>
    /// <exception cref="FormatException">A line is wrong; the message begins with its number.</exception>
    internal IReadOnlyList<ExpositionSample> Read(string text)
    {
        if (ReadValues(text) is { } repeated)
            return repeated;
        _lines.Clear();
        var samples = ExpositionText.Parse(text);
        Remember(text, samples);
        return samples;
    }

    /// <summary>The samples where nothing but values has changed; else null.</summary>
    private List<ExpositionSample>? ReadValues(string text)
    {
        if (_lines.Count == 0)
            return null;
        var samples = new List<ExpositionSample>(_lines.Count);
        var number = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range);
            if (number == _lines.Count || !line.StartsWith(_lines[number].Start))
                return null;
            var (start, series) = _lines[number++];
            var rest = line[start.Length..];
            if (series is null && rest.Length == 0)
                continue;
            if (series is null || rest is not [' ' or '\t', ..] || !ExpositionText.TryNumber(rest.Trim(" \t"), out var value))
                return null;
            samples.Add(new(series, value, null));
        }
        return number == _lines.Count ? samples : null;
    }

    /// <summary>Remembers the lines, unless one has more than its value after its series, or nothing between them.</summary>
    private void Remember(string text, IReadOnlyList<ExpositionSample> samples)
    {
        var next = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range);
            var sample = line.Trim(" \t");
            if (sample is [] or ['#', ..])
            {
                _lines.Add((line.ToString(), null));
                continue;
            }
            var (series, _, moment) = samples[next++];
            var value = sample[(sample.LastIndexOfAny(' ', '\t') + 1)..];
            if (moment is not null || value.Length == sample.Length || !ExpositionText.TryNumber(value, out _))
            {
                _lines.Clear();
                return;
            }
            _lines.Add((line.TrimEnd(" \t")[..^value.Length].TrimEnd(" \t").ToString(), series));
        }
    }
}
