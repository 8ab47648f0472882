using Berth.Accounting;
using Berth.Accounting.Jobs;
using Berth.Learning.Forecasts;
using Berth.Model;
using Berth.Model.Jobs;
using Berth.Policies;
using Berth.Policies.Placement;
using Berth.Policies.Placement.Predicted;
using Berth.Policies.Shifting;
using Berth.Policies.Solvers;
using Berth.Records.Formats.Carbon;
using Berth.Records.Formats.Jobs;

namespace Berth.Simulation.Jobs;

/// <summary>
/// The jobs and the grids of one variant and repetition: all policies that are compared get the same. Read-only once made, so that simulations beside each other can share it.
/// </summary>
public sealed class JobWorld
{
    private const long HourLength = 3_600_000_000_000;
    private const int MostSlots = 500;
    private const double MostJobSites = 100_000;
    private const long Day = 24 * 3_600_000_000_000;

    /// <summary>What forecasts that learn may look back on.</summary>
    private const long History = 60 * Day;

    private readonly Experiment _experiment;
    private readonly IPerformancePredictor? _predictor;
    private readonly CallTimes? _calls;
    private readonly long _seed;
    private volatile Grids _grids;

    /// <summary>Reads the jobs.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="repetition">Number of the repetition, from 1.</param>
    /// <param name="predictor">Says what calls of functions take; null where there are none.</param>
    /// <exception cref="FormatException">A trace is not in its format, or the predictor does not know a call.</exception>
    public JobWorld(Experiment experiment, int repetition, IPerformancePredictor? predictor = null)
    {
        _experiment = experiment;
        _seed = experiment.Seed + repetition - 1;
        _predictor = predictor;
        _calls = predictor is null ? null : new(predictor, _seed);
        Jobs = [.. JobSources.ReadAll(experiment.Jobs, _seed)];
        if (Jobs.Any(job => job.Call is not null))
            Jobs = Lengths(Jobs);
        _grids = ReadGrids(FirstHorizon());
    }

    /// <summary>Seed of every random stream of this repetition.</summary>
    public long Seed => _seed;

    /// <summary>The jobs by arrival.</summary>
    public IReadOnlyList<Job> Jobs { get; }

    /// <summary>Carbon intensity of a site from the start of the run, and before it; null when it is unknown.</summary>
    public CarbonIntensitySeries? Intensity(Site site) => _grids.Series.GetValueOrDefault(site.Name);

    /// <summary>Simulates a combination of policies.</summary>
    /// <param name="one">The combination.</param>
    /// <param name="explain">Whether decisions are kept with their reasons.</param>
    /// <param name="log">Whether decisions are kept at all.</param>
    /// <param name="progress">Is told the virtual time and the number of ended jobs.</param>
    /// <param name="adapt">Changes what is simulated, as to watch it; it is called again when the simulation has to begin anew because the grids ended before the jobs.</param>
    /// <param name="stop">Ends it early.</param>
    public JobResult Simulate(JobCase one, bool log = false, bool explain = false, Action<long, int>? progress = null, Func<JobSetup, JobSetup>? adapt = null, CancellationToken stop = default)
    {
        while (true)
        {
            var grids = _grids;
            var setup = Setup(one, grids, log, explain);
            var result = new JobSimulation(adapt?.Invoke(setup) ?? setup).Run(progress, stop);
            if (result.End <= grids.Horizon || grids.Series.Count == 0)
                return result;
            // The grids ended before the jobs did.
            _grids = ReadGrids(result.End * 2);
        }
    }

    /// <summary>What no policy can beat, by the name of the figure; empty where it would take too long to compute.</summary>
    /// <param name="end">When the last job of all that are compared has ended, nanoseconds.</param>
    /// <param name="keepDeadlines">Whether none of them misses a deadline.</param>
    public IReadOnlyDictionary<string, LowerBound> Bounds(long end, bool keepDeadlines)
    {
        var bounds = new Dictionary<string, LowerBound>();
        // Of calls only predictions are known, and they are no bound.
        if (Jobs.Count == 0 || end < 1 || Jobs.Any(job => job.Call is not null))
            return bounds;
        var slot = Math.Max(HourLength, end / MostSlots / HourLength * HourLength);
        var continuum = _experiment.Continuum;
        if ((double)Jobs.Count * continuum.Sites.Count > MostJobSites)
            return bounds;
        var lower = new LowerBounds(continuum, Jobs, Intensity, end, keepDeadlines, slot);
        Add("makespanSeconds", lower.Makespan());
        if (continuum.Sites.All(site => site.Power is not null && site.Grid is not null))
            Add("carbonGrams", lower.CarbonGrams());
        if (continuum.Sites.All(site => site.Power is not null && site.Price > 0))
            Add("cost", lower.Cost());
        return bounds;

        void Add(string figure, LowerBound? bound)
        {
            if (bound is { Value: > 0 })
                bounds[figure] = bound;
        }
    }

    /// <summary>A policy as the experiment asks for it; one that predicts asks the predictor.</summary>
    public IPlacementPolicy Placement(string name) => PlacementPolicies.Get(name, _experiment.Options.GetValueOrDefault(name), _predictor);

    private JobSetup Setup(JobCase one, Grids grids, bool log, bool explain)
    {
        // One forecast for each grid: sites of one grid share what is learned.
        var forecasts = _experiment.Continuum.Sites.Where(site => grids.Series.ContainsKey(site.Name)).GroupBy(site => grids.Series[site.Name]).SelectMany(group =>
        {
            var forecast = CarbonForecasts.Make(one.Forecast, group.Key, _experiment.Options.GetValueOrDefault(one.Forecast));
            return group.Select(site => (site.Name, forecast));
        }).ToDictionary(pair => pair.Name, pair => pair.forecast);
        return new(
            _experiment.Continuum,
            Jobs,
            Placement(one.Placement),
            one.Shifting == ShiftingPolicies.All[0].Name ? null : ShiftingPolicies.Get(one.Shifting, _experiment.Options.GetValueOrDefault(one.Shifting)),
            site => grids.Series.GetValueOrDefault(site.Name),
            site => forecasts.GetValueOrDefault(site.Name),
            _seed,
            _calls,
            _experiment.Run.Batch,
            _experiment.Run.Queue,
            _experiment.Run.NodeQueues,
            log,
            explain);
    }

    private Job[] Lengths(IReadOnlyList<Job> jobs)
    {
        var calls = _calls ?? throw new FormatException("calls of functions need a model of their performance: performance: { model: model.json } in the file, or --model; berth run learns one from a profile");
        var cluster = ClusterOf.Continuum(_experiment.Continuum);
        var nodes = Enumerable.Range(0, cluster.Count).Select(node => cluster[node]).ToList();
        return [.. jobs.Select(job => job.Call is null ? job : calls.WithLength(job, nodes))];
    }

    /// <summary>Twice what an even load would take, and the longest job and a week more.</summary>
    private long FirstHorizon()
    {
        if (Jobs.Count == 0)
            return Day;
        var cores = _experiment.Continuum.Sites.Sum(site => site.Nodes * site.Cpu.Cores * site.Share.Value);
        var work = Jobs.Sum(job => job.Length.Seconds * job.Cpu.Cores) / Math.Max(cores, 1e-3);
        var slowest = _experiment.Continuum.Sites.Min(site => site.Share.Value);
        return (long)Math.Min(long.MaxValue / 4, (Jobs[^1].Arrival.Seconds + 2 * work + Jobs.Max(job => job.Length.Seconds) / slowest) * 1e9) + 7 * Day;
    }

    private Grids ReadGrids(long horizon)
    {
        var byGrid = new Dictionary<Grid, CarbonIntensitySeries>();
        var series = new Dictionary<string, CarbonIntensitySeries>();
        foreach (var site in _experiment.Continuum.Sites.Where(site => site.Grid is not null))
        {
            if (!byGrid.TryGetValue(site.Grid!, out var one))
                byGrid[site.Grid!] = one = GridSeries.Read(site.Grid!, horizon, History);
            series[site.Name] = one;
        }
        return new(series, horizon);
    }

    private sealed record Grids(IReadOnlyDictionary<string, CarbonIntensitySeries> Series, long Horizon);
}
