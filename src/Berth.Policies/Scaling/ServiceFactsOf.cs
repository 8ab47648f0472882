using Berth.Model.Services;

namespace Berth.Policies.Scaling;

/// <summary>What is known of a service before anything was measured.</summary>
public static class ServiceFactsOf
{
    /// <summary>Time to start a replica where the file says nothing and nothing was measured.</summary>
    private const double UsualStartSeconds = 1;

    /// <summary>What its file says.</summary>
    public static ServiceFacts File(Service service)
    {
        var bound = service.Slo?.Percentiles.Where(each => each.Percentile <= 99).LastOrDefault();
        return new(
            service.Time.Seconds,
            service.Variation.Value,
            service.Start?.Seconds ?? UsualStartSeconds,
            bound is { Percentile: > 0 } promised ? promised.Bound.Seconds : double.PositiveInfinity,
            bound is { Percentile: > 0 } known ? known.Percentile : 99,
            service.Levers,
            service.Schedule);
    }
}
