using Berth.Model;
using Berth.Records.Formats.Requests;

namespace Berth.Serving.Load;

/// <summary>When requests are sent: decided before the run, so that no slow service can hold them back (an open loop).</summary>
internal static class LoadSchedule
{
    /// <summary>Index and moment of the requests of one part, ascending, in nanoseconds of this machine's clock from the beginning.</summary>
    internal static IEnumerable<(long Index, long Moment)> Of(LoadSettings settings)
    {
        var index = 0L;
        foreach (var moment in RequestLoads.Moments(settings.Load, settings.Seconds, settings.Seed, settings.Stream))
            if (index++ % settings.Parts == settings.Part)
                yield return (index - 1, (long)(moment * settings.Stretch));
    }

    /// <summary>Requests of each second of the load's own time, all parts together.</summary>
    /// <exception cref="FormatException">The trace is no such file; the message names file and line.</exception>
    /// <exception cref="ArgumentException">It is generated without end.</exception>
    internal static IEnumerable<int> Counts(LoadSettings settings) => settings is { Load.Pattern: not null, Seconds: <= 0 }
        ? throw new ArgumentException("a generated load needs a length")
        : RequestLoads.Counts(settings.Load, settings.Seconds, new RandomStream(settings.Seed, $"{settings.Stream} counts"));
}
