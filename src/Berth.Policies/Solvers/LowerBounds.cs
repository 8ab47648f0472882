using Berth.Accounting;
using Berth.Model;
using Berth.Model.Jobs;

namespace Berth.Policies.Solvers;

/// <summary>
/// What no policy can beat for a set of jobs on a continuum, with everything known beforehand. Emissions and cost are a transportation problem: the
/// core-seconds of each job go to the cheapest hours of the sites between its arrival and its deadline, within the cores of each site
/// and the cores that the job may hold; what this leaves out can only make real schedules worse: that a job runs on one node at a time and without a break
/// when it cannot be suspended, memory, and the idle power of nodes that could have slept.
/// </summary>
/// <remarks>
/// A bound holds for schedules that run every job that has a node to its end. Each core counts with the least power that a core of its site can add, at whatever
/// load; idle power counts until the bound of the last end, and not at all where nodes fail.
/// </remarks>
public sealed class LowerBounds
{
    private const double JoulesPerKilowattHour = 3.6e6;

    private readonly Continuum _continuum;
    private readonly Func<Site, CarbonIntensitySeries?> _intensity;
    private readonly SiteRoom[] _sites;
    private readonly Job[] _jobs;
    private readonly Transport _transport;

    /// <summary>Prepares bounds.</summary>
    /// <param name="continuum">The sites.</param>
    /// <param name="jobs">The jobs; those that no node can ever run are left out.</param>
    /// <param name="intensity">Carbon intensity of a site from 0 on; null is unknown and counts as nothing.</param>
    /// <param name="horizon">Nanoseconds by which all schedules that are compared have ended.</param>
    /// <param name="keepDeadlines">Whether no schedule that is compared misses a deadline.</param>
    /// <param name="slot">Nanoseconds of a slot. Every length gives a valid bound; the best one is that of the steps of the intensities.</param>
    public LowerBounds(
        Continuum continuum, IReadOnlyList<Job> jobs, Func<Site, CarbonIntensitySeries?> intensity, long horizon, bool keepDeadlines = false, long slot = 3_600_000_000_000)
    {
        ArgumentNullException.ThrowIfNull(continuum);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(slot, 1);
        (_continuum, _intensity) = (continuum, intensity);
        _sites = [.. continuum.Sites.Select(site => new SiteRoom(site))];
        _jobs = [.. jobs.Where(job => _sites.Any(site => site.Runs(job)))];
        _transport = new(_sites, _jobs, horizon, slot, keepDeadlines);
    }

    /// <summary>Seconds from the first arrival to the last end, at least; null without jobs.</summary>
    public LowerBound? Makespan()
    {
        if (_jobs.Length == 0)
            return null;
        var (end, method) = LastEnd();
        return new(end - _jobs.Min(job => job.Arrival.Seconds), method);
    }

    /// <summary>Grams of carbon dioxide equivalent, at least; null when the jobs cannot all be done by the horizon.</summary>
    public LowerBound? CarbonGrams()
    {
        var series = _continuum.Sites.Select(_intensity).ToArray();
        return Energy(
            (site, from, until) => series[site] is { } known ? Least(known, from, until) * _continuum.Sites[site].Pue : 0,
            (site, until) => series[site]?.MeanOver(0, until).GramsPerKilowattHour * _continuum.Sites[site].Pue ?? 0);
    }

    /// <summary>Price of the energy, at least, in the currency of the sites; null when the jobs cannot all be done by the horizon.</summary>
    public LowerBound? Cost() => Energy((site, _, _) => Price(site), (site, _) => Price(site));

    private double Price(int site) => _continuum.Sites[site].Price * _continuum.Sites[site].Pue;

    /// <summary>The lowest intensity that is in force in an interval.</summary>
    private static double Least(CarbonIntensitySeries series, long from, long until)
    {
        var least = double.PositiveInfinity;
        for (var step = series.StepAt(from); step <= series.StepAt(until - 1); step++)
            least = Math.Min(least, series.ValueOf(step).GramsPerKilowattHour);
        return least;
    }

    /// <summary>A bound of energy, each kilowatt-hour weighted by site and time.</summary>
    /// <param name="weight">Weight of a site from a moment until another, at least.</param>
    /// <param name="mean">Mean weight of a site from 0 until a moment.</param>
    private LowerBound? Energy(Func<int, long, long, double> weight, Func<int, long, double> mean)
    {
        if (_jobs.Length == 0)
            return new(0, "there are no jobs");
        if (_transport.Cheapest(weight) is not { } dynamic)
            return null;
        var idle = 0.0;
        var end = (long)(LastEnd().Seconds * 1e9);
        if (_continuum.Failures.Count == 0 && end > 0)
            for (var site = 0; site < _sites.Length; site++)
                idle += _sites[site].LeastWatts * end * 1e-9 * mean(site, end);
        return new((dynamic + idle) / JoulesPerKilowattHour, $"{_transport.Method}, and {(_continuum.Failures.Count == 0 ? "the least idle power of every node" : "no idle power, because nodes fail")}");
    }

    private (double Seconds, string Method) LastEnd()
    {
        var (end, method) = (0.0, "");
        foreach (var job in _jobs)
            if (job.Arrival.Seconds + job.Length.Seconds / Speedup(job) / _sites.Where(site => site.Runs(job)).Max(site => site.Speed) is var alone && alone > end)
                (end, method) = (alone, $"{job.Name} alone on the fastest node");
        foreach (var (name, needs, room) in ((string, Func<Job, double>, Func<SiteRoom, double>)[])[
            ("cores", job => SiteRoom.MilliCoresOf(job), site => site.MilliCores), ("memory", job => job.Memory.Bytes, site => site.Memory), ("GPUs", job => job.Gpu.TotalMilli, site => site.GpuMilli)])
        {
            var (whole, sum) = (_sites.Sum(site => room(site) * site.Speed), 0.0);
            foreach (var job in _jobs.OrderByDescending(job => job.Arrival.Seconds))
            {
                sum += needs(job) * job.Length.Seconds / Efficiency(job);
                if (sum > 0 && job.Arrival.Seconds + sum / whole is var full && full > end)
                    (end, method) = (full, $"all {name} busy with what arrives from {job.Arrival} on");
            }
        }
        return (end, method);
    }

    private static double Speedup(Job job) => job.Elastic is { } profile ? Enumerable.Range(1, profile.MaxServers).Max(profile.Speedup) : 1;

    /// <summary>The most work for each server and second of an elastic job.</summary>
    internal static double Efficiency(Job job) => job.Elastic is { } profile ? Enumerable.Range(1, profile.MaxServers).Max(servers => profile.Speedup(servers) / servers) : 1;
}
