using Berth.Model;
using Berth.Model.Units;

namespace Berth.Simulation.Streams;

/// <summary>What a link is like at each moment of a repetition.</summary>
internal sealed class LinkTimeline
{
    private readonly List<(long From, LinkState State)> _states = [];

    /// <param name="link">The link; null inside a node.</param>
    /// <param name="origin">Start of the measured time, from which changes count.</param>
    internal LinkTimeline(Link? link, long origin)
    {
        var state = new LinkState(true, link?.Latency ?? default, link?.Rate ?? (link?.Trace is { } trace ? MeanRate(trace) : null), link?.Loss.Value ?? 0);
        _states.Add((long.MinValue, state));
        foreach (var change in link?.Changes ?? [])
        {
            state = new(change.Up ?? state.Up, change.Latency ?? state.Latency, change.Rate ?? state.Rate, change.Loss?.Value ?? state.Loss);
            _states.Add((origin + change.At.Nanoseconds, state));
        }
    }

    internal LinkState At(long moment)
    {
        var at = _states.Count - 1;
        while (_states[at].From > moment)
            at--;
        return _states[at].State;
    }

    /// <summary>The first moment, not before the given one, at which the link is up; <see cref="long.MaxValue"/> is never.</summary>
    internal long UpFrom(long moment)
    {
        if (At(moment).Up)
            return moment;
        foreach (var (from, state) in _states)
            if (from >= moment && state.Up)
                return from;
        return long.MaxValue;
    }

    /// <summary>The mean rate of a trace: one packet of 1500 bytes a line, over the milliseconds of its last.</summary>
    private static DataRate? MeanRate(string trace)
    {
        var (packets, last) = (0L, 0.0);
        foreach (var line in File.ReadLines(trace))
            if (double.TryParse(line, System.Globalization.CultureInfo.InvariantCulture, out var moment))
                (packets, last) = (packets + 1, moment);
        return last > 0 ? new DataRate(packets * 1500 * 8 / (last * 1e-3)) : null;
    }
}

/// <summary>A link at a moment.</summary>
internal readonly record struct LinkState(bool Up, Latency Latency, DataRate? Rate, double Loss);
