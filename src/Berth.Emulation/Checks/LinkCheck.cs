using Berth.Emulation.Links;
using Berth.Emulation.Probes;
using Berth.Emulation.World;
using Berth.Model.Observations;
using Berth.Model.Units;

namespace Berth.Emulation.Checks;

/// <summary>Measures the links: round trips between many pairs of nodes at once, throughput and loss of one pair for each direction of each link.</summary>
internal sealed class LinkCheck(EmulatedWorld world)
{
    private const int MostPairs = 16;
    private const int RoundTripCount = 120;
    private const double RoundTripSpacing = 0.02;
    private const double ThroughputSeconds = 1;
    private const double LossPackets = 4000;
    private const double LossSeconds = 2;
    private const double ThroughputToleranceAt1G = 0.03;
    private const double ThroughputTolerance = 0.01;

    /// <summary>How long measuring the round trips takes.</summary>
    internal static double RoundTripSeconds => (RoundTripCount + 30) * RoundTripSpacing + 0.5;

    internal IReadOnlyList<Check> RoundTrips()
    {
        var pairs = LinkedPairs().ToList();
        var chosen = pairs.Count <= MostPairs ? pairs : [.. Enumerable.Range(0, MostPairs).Select(index => pairs[index * pairs.Count / MostPairs])];
        var checks = new IReadOnlyList<Check>[chosen.Count];
        Task.WaitAll([.. chosen.Select((pair, index) => Task.Factory.StartNew(() => checks[index] = RoundTripOf(pair), TaskCreationOptions.LongRunning))]);
        return [.. checks.SelectMany(check => check)];
    }

    internal IReadOnlyList<Check> ThroughputAndLoss()
    {
        var checks = new List<Check>();
        foreach (var pair in world.Continuum.Links.Select(RepresentativeOf).OfType<Pair>())
        {
            if (pair.Link.Rate is not null)
                checks.Add(Throughput(pair));
            if (pair.Link.Loss.Value > 0)
                checks.Add(Loss(pair));
        }
        return checks;
    }

    /// <summary>Measured again once when something else of the machine was in the way; the second measurement stands.</summary>
    private Check[] RoundTripOf(Pair pair) => RoundTrip(pair) is var first && first.All(check => check.Passed) ? first : RoundTrip(pair);

    private Check[] RoundTrip(Pair pair)
    {
        var there = pair.Link;
        var back = world.Continuum.Link(there.To, there.From)!;
        var result = RoundTripProbe.Measure(End(pair.From), End(pair.To), RoundTripCount, new(RoundTripSpacing), new(2 + 4 * there.Latency.Mean.Seconds * world.Dilation));
        var configured = (there.Latency.Mean.Seconds + back.Latency.Mean.Seconds) * 1000;
        var jitter = Math.Sqrt(Math.Pow(there.Latency.Jitter.Seconds, 2) + Math.Pow(back.Latency.Jitter.Seconds, 2)) * 1000;
        var subject = $"{pair.From.Node.Name} ↔ {pair.To.Node.Name}";
        var median = result.Median.Seconds * 1000 / world.Dilation;
        var p99 = result.P99.Seconds * 1000 / world.Dilation;
        var samples = result.Sent - result.Lost;
        var tolerance = Math.Max(0.5, 0.02 * configured) + SamplingError(jitter);
        // Where the delay varies by itself, the tail is compared with that of the sum of two uniform variations.
        return jitter == 0
            ? [new(subject, "rtt p50", "ms", configured, median, tolerance, samples), new(subject, "rtt p99 above p50", "ms", 0, p99 - median, 1, samples)]
            : [new(subject, "rtt mean", "ms", configured, result.Mean.Seconds * 1000 / world.Dilation, tolerance, samples)];
    }

    /// <summary>Three standard errors of the mean of uniform variations that are correlated for eight half-widths (JitterPath).</summary>
    private double SamplingError(double halfWidthMilliseconds)
    {
        if (halfWidthMilliseconds == 0)
            return 0;
        var independent = Math.Max(2, RoundTripCount * RoundTripSpacing * 1000 / (16 * halfWidthMilliseconds * world.Dilation));
        return 3 * halfWidthMilliseconds / Math.Sqrt(3) / Math.Sqrt(independent);
    }

    /// <summary>Measured without loss and variation: those are checked by themselves, and TCP would slow down for them.</summary>
    private Check Throughput(Pair pair)
    {
        var rate = pair.Link.Rate!.Value;
        var dilated = LinkDocument.Settings(pair.Link, world.Dilation);
        var back = world.Continuum.Link(pair.Link.To, pair.Link.From)!;
        world.Router.Set(pair.From.Node.Name, pair.To.Node.Name, dilated with { Loss = default(Fraction), Latency = new(dilated.Latency!.Value.Mean, default) });
        world.Router.Set(pair.To.Node.Name, pair.From.Node.Name, new LinkSettings { Loss = default(Fraction) });
        var roundTrip = new Duration((pair.Link.Latency.Mean.Seconds + back.Latency.Mean.Seconds) * world.Dilation);
        var result = ThroughputProbe.Measure(End(pair.From), End(pair.To), new(ThroughputSeconds), roundTrip, dilated.Rate);
        world.Router.Set(pair.From.Node.Name, pair.To.Node.Name, dilated);
        world.Router.Set(pair.To.Node.Name, pair.From.Node.Name, LinkDocument.Settings(back, world.Dilation));
        var achieved = result.Rate.BitsPerSecond * world.Dilation;
        var tolerance = rate.BitsPerSecond / world.Dilation > 100e6 ? ThroughputToleranceAt1G : ThroughputTolerance;
        return new(Subject(pair), "throughput", "Mbit/s", rate.BitsPerSecond / 1e6, achieved / 1e6, rate.BitsPerSecond / 1e6 * tolerance, 1);
    }

    private Check Loss(Pair pair)
    {
        var rate = pair.Link.Rate is { } limited ? new DataRate(limited.BitsPerSecond / world.Dilation) : (DataRate?)null;
        var fastest = Math.Min(4000, (rate?.BitsPerSecond ?? double.PositiveInfinity) / 2 / (92 * 8));
        var count = (int)Math.Clamp(fastest * LossSeconds, 100, LossPackets);
        var result = LossProbe.Measure(End(pair.From), End(pair.To), count, new(pair.Link.Latency.Mean.Seconds * world.Dilation), rate);
        var p = pair.Link.Loss.Value;
        // Four standard deviations and a packet: one false alarm in some ten thousand checks.
        var tolerance = 4 * Math.Sqrt(p * (1 - p) / count) + 1.0 / count;
        return new(Subject(pair), "loss", "of packets", p, result.Fraction, tolerance, count);
    }

    private IEnumerable<Pair> LinkedPairs() =>
        from sender in world.Nodes
        from receiver in world.Nodes
        where string.CompareOrdinal(sender.Node.Name, receiver.Node.Name) < 0
        let link = world.Continuum.Link(sender.Node.Site.Name, receiver.Node.Site.Name)
        where link is not null && world.Continuum.Link(link.To, link.From) is not null
        select new Pair(sender, receiver, link);

    private Pair? RepresentativeOf(Model.Link link)
    {
        if (world.Continuum.Link(link.To, link.From) is null)
            return null;
        var from = world.Nodes.First(node => node.Node.Site.Name == link.From);
        var to = world.Nodes.LastOrDefault(node => node.Node.Site.Name == link.To && node != from);
        return to is null ? null : new(from, to, link);
    }

    private static ProbeEnd End(EmulatedNode node) => new(node.Namespace, node.Address);

    private static string Subject(Pair pair) => $"{pair.From.Node.Name} → {pair.To.Node.Name}";

    private sealed record Pair(EmulatedNode From, EmulatedNode To, Model.Link Link);
}
