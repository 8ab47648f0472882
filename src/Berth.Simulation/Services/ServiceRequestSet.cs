using Berth.Model;
using Berth.Model.Services;
using Berth.Records.Formats.Requests;

namespace Berth.Simulation.Services;

/// <summary>The requests of one repetition of a service, the same for every policy: when they come and what each takes.</summary>
public sealed class ServiceRequestSet
{
    private const float LeastFactor = 0.1f;

    private readonly float[]? _factors;
    private readonly double _meanSeconds, _smallSeconds;

    /// <summary>Draws the requests.</summary>
    /// <param name="service">The service.</param>
    /// <param name="seed">Seed of the experiment.</param>
    /// <param name="repetition">Number from 1: repetition r draws from seed + r − 1.</param>
    /// <param name="seconds">Length of the run; 0 is the whole trace.</param>
    /// <exception cref="FormatException">The trace is no file of counts.</exception>
    public ServiceRequestSet(Service service, long seed, int repetition, double seconds)
    {
        Seconds = RequestLoads.Seconds(service.Load, seconds);
        Moments = [.. RequestLoads.Moments(service.Load, Seconds, seed + repetition - 1, service.Name)];
        _meanSeconds = service.Time.Seconds;
        _smallSeconds = _meanSeconds * (service.Levers.Variant?.Time.Value ?? 1);
        if (service.Variation.Value > 0)
        {
            var random = new RandomStream(seed + repetition - 1, $"{service.Name} service times");
            _factors = new float[Moments.Length];
            for (var request = 0; request < _factors.Length; request++)
                _factors[request] = Math.Max(LeastFactor, (float)(1 + service.Variation.Value * random.NextNormal()));
        }
    }

    /// <summary>When each is scheduled, nanoseconds from the start of the run, ascending.</summary>
    public long[] Moments { get; }

    /// <summary>Length of the run.</summary>
    public int Seconds { get; }

    /// <summary>What a request takes on a core of a replica.</summary>
    /// <param name="request">Its number.</param>
    /// <param name="small">Whether the smaller model answers.</param>
    internal double ServiceSeconds(int request, bool small) => MeanSeconds(small) * (_factors?[request] ?? 1);

    internal double MeanSeconds(bool small) => small ? _smallSeconds : _meanSeconds;
}
