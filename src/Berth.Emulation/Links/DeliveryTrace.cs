using System.Globalization;
using System.Text.Json.Serialization;

namespace Berth.Emulation.Links;

/// <summary>
/// The moments at which a link may deliver 1500 bytes, in the format of mahimahi (Netravali et al., USENIX ATC 2015): one whole number of
/// milliseconds a line, never decreasing, repeated for several packets, starting again after the last one.
/// </summary>
public sealed record DeliveryTrace
{
    /// <summary>IP bytes that one moment carries; what a packet leaves over serves the next packet in the queue, and is lost when there is none.</summary>
    public const int BytesEach = 1500;

    /// <summary>A trace from its moments in nanoseconds.</summary>
    /// <exception cref="FormatException">Empty, decreasing, negative, or with a last moment of 0.</exception>
    [JsonConstructor]
    public DeliveryTrace(IReadOnlyList<long> times)
    {
        ArgumentNullException.ThrowIfNull(times);
        for (var i = 0; i < times.Count; i++)
            if (times[i] < (i == 0 ? 0 : times[i - 1]))
                throw new FormatException($"moment {i + 1} of the trace lies before the one ahead of it");
        if (times.Count == 0 || times[^1] == 0)
            throw new FormatException("a trace needs a last moment after 0 ms: that is where it starts again");
        Times = times;
    }

    /// <summary>Moments in nanoseconds from the trace's beginning, never decreasing; the last one is the period.</summary>
    public IReadOnlyList<long> Times { get; }

    /// <summary>Bits a second over a whole period.</summary>
    [JsonIgnore]
    public double MeanRate => Times.Count * BytesEach * 8 / (Times[^1] * 1e-9);

    /// <summary>Reads a trace file.</summary>
    /// <exception cref="FormatException">A line is no whole number of milliseconds, or they decrease; the message names file and line.</exception>
    public static DeliveryTrace Read(string path)
    {
        var times = new List<long>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (!long.TryParse(line, NumberStyles.Integer, CultureInfo.InvariantCulture, out var time) || time is < 0 or > long.MaxValue / 1_000_000)
                throw new FormatException($"{path}:{number}: '{line.Trim()}' is no whole number of milliseconds");
            if (times.Count > 0 && time * 1_000_000 < times[^1])
                throw new FormatException($"{path}:{number}: {time} ms lies before the line ahead of it");
            times.Add(time * 1_000_000);
        }
        try
        {
            return new DeliveryTrace(times);
        }
        catch (FormatException failure)
        {
            throw new FormatException($"{path}: {failure.Message}", failure);
        }
    }

    /// <summary>The same trace, <paramref name="factor"/> times slower (dilation).</summary>
    public DeliveryTrace Stretch(double factor) => new([.. Times.Select(time => (long)Math.Round(time * factor))]);
}
