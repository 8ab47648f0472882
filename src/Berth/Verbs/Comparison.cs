using System.Diagnostics;
using Berth.Accounting.Jobs;
using Berth.Model;
using Berth.Output;
using Berth.Policies.Placement;
using Berth.Records;
using Berth.Records.Situations;
using Berth.Simulation.Jobs;

namespace Berth.Verbs;

/// <summary>Simulates the cases of a comparison on all cores and keeps each as soon as it is done.</summary>
/// <param name="folder">Folder of the run.</param>
/// <param name="request">What is asked for.</param>
/// <param name="emulated">The emulated run that stands beside it; null is none.</param>
/// <param name="progress">Is shown how far it is.</param>
internal sealed class Comparison(RunFolder folder, SimulationRequest request, RunFolder? emulated, ProgressDisplay progress)
{
    /// <summary>Most jobs of a case of which every job and decision is kept.</summary>
    private const int MostLogged = 100_000;

    private readonly CaseKeeper _keeper = new(folder, request.Variants);
    private readonly Lock _gate = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _done, _simulated;

    /// <summary>Simulates what lacks, and returns everything.</summary>
    internal IReadOnlyList<JobCaseResult> Run(CancellationToken stop)
    {
        var cases = JobCases.Of(request.Variants, request.Repetitions);
        var missing = cases.Where(one => _keeper.Find(one) is null).ToList();
        _done = cases.Count - missing.Count;
        // Simulations with the same jobs follow each other and share them.
        var worlds = new Dictionary<(int, int), Lazy<JobWorld>>();
        foreach (var one in missing)
            worlds.TryAdd((one.Variant, one.Repetition), new(() => WorldOf(one.Variant, one.Repetition)));
        try
        {
            Parallel.ForEach(missing, new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = stop }, one =>
            {
                Show(cases.Count, one);
                Simulate(one, worlds[(one.Variant, one.Repetition)].Value, stop);
                Interlocked.Increment(ref _done);
                Interlocked.Increment(ref _simulated);
            });
        }
        catch (AggregateException exception)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception.Flatten().InnerExceptions[0]);
        }
        var results = cases.Select(one => _keeper.Find(one)!).ToList();
        progress.Show(new("computing lower bounds", 1, null));
        BoundsFile.Write(folder, [.. request.Variants.Index().SelectMany(variant => Bounds(variant.Index + 1, results, repetition => WorldOf(worlds, variant.Index + 1, repetition)))]);
        _keeper.WriteTables(results);
        return results;
    }

    private JobWorld WorldOf(Dictionary<(int, int), Lazy<JobWorld>> worlds, int variant, int repetition) =>
        worlds.TryGetValue((variant, repetition), out var world) ? world.Value : WorldOf(variant, repetition);

    private JobWorld WorldOf(int variant, int repetition)
    {
        var experiment = request.Variants[variant - 1].Experiment;
        return new(experiment, repetition, CallModels.Find(experiment, request.Model, emulated));
    }

    /// <summary>The bounds of a variant, mean over its repetitions; none where they would take too long.</summary>
    private static IEnumerable<BoundRecord> Bounds(int variant, IReadOnlyList<JobCaseResult> results, Func<int, JobWorld> world)
    {
        var own = results.Where(result => result.Case.Variant == variant).ToList();
        var end = own.SelectMany(result => result.Hours.TakeLast(1)).Select(hour => hour.Moment).DefaultIfEmpty(0).Max();
        var keep = own.All(result => result.Kpis.DeadlineMisses == 0);
        var found = own.GroupBy(result => result.Case.Repetition).Select(group => world(group.Key).Bounds(end, keep)).ToList();
        foreach (var figure in found.SelectMany(each => each.Keys).Distinct())
            if (found.All(each => each.ContainsKey(figure)))
                yield return new(variant, figure, found.Average(each => each[figure].Value), found[0][figure].Method);
    }

    private void Simulate(JobCase one, JobWorld world, CancellationToken stop)
    {
        var experiment = request.Variants[one.Variant - 1].Experiment;
        var log = request.Explain || world.Jobs.Count <= MostLogged;
        var begun = _watch.Elapsed;
        // What the model said is no part of a situation, so that decisions by it could not be made again from one.
        var record = request.Explain && !(one.Placement == PlacementPolicies.Predicted && world.Jobs.Any(job => job.Call is not null));
        SituationRecorder? recorder = null;
        JobResult result;
        try
        {
            result = world.Simulate(one, log, request.Explain, adapt: record ? setup => Watch(setup, one, experiment, ref recorder) : null, stop: stop);
        }
        finally
        {
            recorder?.Dispose();
        }
        if (request.Explain && !record)
            Console.Error.WriteLine($"situations of {one.Placement} are not kept: what the model of performance said is no part of one; decisions-{one.Key}.csv has the reasons");
        if (recorder is { Overflowed: true })
            Console.Error.WriteLine($"situations-{one.Key}.jsonl holds the first {recorder.Lines} situations; those after them are not kept");
        _keeper.Keep(one, result, (_watch.Elapsed - begun).TotalSeconds, log);
    }

    /// <summary>Lets a recorder ask the policies; one that an earlier attempt has opened begins anew.</summary>
    private JobSetup Watch(JobSetup setup, JobCase one, Experiment experiment, ref SituationRecorder? recorder)
    {
        recorder?.Dispose();
        Directory.CreateDirectory(folder.Csv);
        var opened = recorder = new(
            Path.Combine(folder.Csv, $"situations-{one.Key}.jsonl"), experiment.Options.GetValueOrDefault(one.Placement), experiment.Options.GetValueOrDefault(one.Shifting));
        return setup with { Forecast = site => opened.Listen(setup.Forecast?.Invoke(site)), AskWhere = opened.Ask, AskWhen = opened.Plan };
    }

    private void Show(int total, JobCase one)
    {
        lock (_gate)
        {
            var left = _simulated == 0 ? (TimeSpan?)null : _watch.Elapsed / _simulated * (total - _done);
            progress.Show(new($"simulating {one.Placement} {one.Shifting} ({one.Forecast}), repetition {one.Repetition}", (double)_done / total, left));
        }
    }
}
