using Berth.Model.Jobs;

namespace Berth.Policies.Solvers;

/// <summary>
/// The transportation problem of the lower bounds. A job supplies its thousandths of cores times seconds at speed 1; a bin is a site during a slot. Supplies are
/// rounded down, room is rounded up and costs are rounded down, so that whole numbers keep the bound valid.
/// </summary>
internal sealed class Transport(SiteRoom[] sites, Job[] jobs, long horizon, long slot, bool keepDeadlines)
{
    /// <summary>Above so many arcs each job is taken alone.</summary>
    private const long MostArcs = 3_000_000;

    /// <summary>The dearest arc as a whole number.</summary>
    private const double Finest = 1e9;

    private readonly int _slots = (int)((horizon + slot - 1) / slot);

    /// <summary>How the last bound came about.</summary>
    internal string Method { get; private set; } = "";

    /// <summary>The cheapest dynamic energy in weighted joules; null when the jobs do not fit.</summary>
    internal double? Cheapest(Func<int, long, long, double> weight)
    {
        var weights = new double[sites.Length, _slots];
        for (var site = 0; site < sites.Length; site++)
            for (var at = 0; at < _slots; at++)
                weights[site, at] = weight(site, at * slot, Math.Min(horizon, (at + 1) * slot));
        var arcs = jobs.Sum(job => (long)(LastSlot(job) - FirstSlot(job) + 1) * sites.Length);
        Method = arcs <= MostArcs ? "the cheapest flow of core-seconds to sites and hours" : "each job alone in its cheapest hour, because there are very many";
        return arcs <= MostArcs ? Together(weights, (int)arcs) : Alone(weights);
    }

    private double? Together(double[,] weights, int arcs)
    {
        var network = new FlowNetwork(jobs.Length + sites.Length * _slots + 1, arcs + sites.Length * _slots);
        var sink = network.AddNode();
        var bins = network.AddNodes(sites.Length * _slots);
        for (var site = 0; site < sites.Length; site++)
            for (var at = 0; at < _slots; at++)
                network.AddArc(bins + site * _slots + at, sink, Up(sites[site].MilliCores * sites[site].Speed * slot * 1e-9), 0);
        var (total, coreless, unit) = (0L, 0.0, Unit(weights));
        foreach (var job in jobs)
        {
            var work = (long)Math.Floor(Work(job));
            if (work == 0)
            {
                coreless += Alone(job, weights);
                continue;
            }
            var node = network.AddNode(work);
            total += work;
            for (var site = 0; site < sites.Length; site++)
                for (var at = FirstSlot(job); at <= LastSlot(job) && sites[site].Runs(job); at++)
                    network.AddArc(node, bins + site * _slots + at, Most(job, site, at), (long)Math.Floor(Joules(job, site) * weights[site, at] / unit));
        }
        network.SetSupply(sink, -total);
        var solution = NetworkSimplex.Solve(network);
        return solution.Status == FlowStatus.Optimal ? (double)solution.Cost * unit + coreless : null;
    }

    private double Alone(double[,] weights) => jobs.Sum(job => Alone(job, weights));

    private double Alone(Job job, double[,] weights)
    {
        var least = double.PositiveInfinity;
        var (first, last) = (FirstSlot(job), LastSlot(job));
        for (var site = 0; site < sites.Length; site++)
            if (sites[site].Runs(job))
                for (var at = first; at <= last; at++)
                    least = Math.Min(least, weights[site, at] * JoulesAlone(job, site));
        return least;
    }

    private double Unit(double[,] weights)
    {
        var dearest = 0.0;
        foreach (var job in jobs)
            for (var site = 0; site < sites.Length; site++)
                if (sites[site].Runs(job) && Work(job) >= 1)
                    for (var at = FirstSlot(job); at <= LastSlot(job); at++)
                        dearest = Math.Max(dearest, Joules(job, site) * weights[site, at]);
        return dearest > 0 ? dearest / Finest : 1;
    }

    private static double Work(Job job) => SiteRoom.MilliCoresOf(job) * job.Length.Seconds / LowerBounds.Efficiency(job);

    /// <summary>Joules of a unit of a job's work on a site.</summary>
    private double Joules(Job job, int site) =>
        (sites[site].WattsPerMilliCore + job.Gpu.TotalMilli * sites[site].WattsPerGpuMilli / SiteRoom.MilliCoresOf(job)) / sites[site].Speed;

    private double JoulesAlone(Job job, int site) =>
        (SiteRoom.MilliCoresOf(job) * sites[site].WattsPerMilliCore + job.Gpu.TotalMilli * sites[site].WattsPerGpuMilli)
        * job.Length.Seconds / LowerBounds.Efficiency(job) / sites[site].Speed;

    /// <summary>The most work that a job can do on a site in a slot, between its arrival and its deadline.</summary>
    private long Most(Job job, int site, int at)
    {
        var from = Math.Max(at * slot, job.Arrival.Nanoseconds);
        var until = Math.Min((at + 1) * slot, End(job));
        return Up(SiteRoom.MilliCoresOf(job) * (job.Elastic?.MaxServers ?? 1) * sites[site].Speed * Math.Max(0, until - from) * 1e-9);
    }

    private static long Up(double amount) => (long)Math.Ceiling(amount);

    private int FirstSlot(Job job) => (int)Math.Min(_slots - 1, job.Arrival.Nanoseconds / slot);

    private int LastSlot(Job job) => Math.Max(FirstSlot(job), (int)((Math.Max(End(job), 1) - 1) / slot));

    private long End(Job job) => keepDeadlines && job.Deadline is { } deadline ? Math.Min(horizon, job.Arrival.Nanoseconds + deadline.Nanoseconds) : horizon;
}
