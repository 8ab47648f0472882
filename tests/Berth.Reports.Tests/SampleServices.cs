using Berth.Accounting.Services;
using Berth.Model;
using Berth.Model.Services;
using Berth.Reports.Building;
using Berth.Reports.Document;

namespace Berth.Reports.Tests;

/// <summary>A service under seven scaling policies, three repetitions of ten minutes with a jump of the load, started slowly and fast.</summary>
internal static class SampleServices
{
    public static readonly string[] Policies = ["hpa", "kpa", "keda", "schedule", "berth", "fixed", "oracle"];

    public static readonly ServiceVariant[] Variants = [Variant("services.inference.start=10s", 10), Variant("services.inference.start=1s", 1)];

    private static readonly Dictionary<string, (int Period, Func<SampleView, (int, string)> Decide, double Standby)> Known = new()
    {
        ["hpa"] = (15, view => (Math.Max((int)Math.Ceiling(view.Ready * view.Busy / 0.65), view.Second < 560 ? view.Desired : 1), $"mean use {100 * view.Busy:0} % of {view.Ready} replicas, target 65 %"), 0),
        ["kpa"] = (2, view => ((int)Math.Ceiling((view.Rate / 12 + view.Queued / 6) / 0.7), $"concurrency {view.Rate / 12 + view.Queued:0.0} over a target of 0.7, window 6 s"), 0),
        ["keda"] = (30, view => ((int)Math.Ceiling(view.Queued / 5) is 0 ? Math.Max(3, view.Desired - 1) : Math.Max(view.Desired, (int)Math.Ceiling(view.Queued / 5)), $"{view.Queued:0} requests wait, 5 for each replica"), 0),
        ["schedule"] = (60, _ => (3, "3 replicas from the start on"), 0),
        ["berth"] = (1, view => Berth(view), 0.1),
        ["fixed"] = (60, _ => (SampleService.Most, "always 12 replicas"), 0),
        ["oracle"] = (1, view => ((int)Math.Ceiling(Math.Max(view.RateToCome, view.Rate) / 12 / 0.93), $"{view.RateToCome:0} requests a second will come"), 0),
    };

    public static IReadOnlyList<(int Variant, ServiceOutcome Outcome)> Outcomes(int variants = 2, int repetitions = 3, double noise = 1) =>
    [
        .. from variant in Enumerable.Range(1, variants)
            from policy in Policies
            from repetition in Enumerable.Range(1, repetitions)
            let known = Known[policy]
            let outcome = new SampleService(variant == 1 ? 10 : 1, repetition).Run(policy, known.Period, known.Decide, known.Standby)
            select (variant, outcome with { P99Seconds = outcome.P99Seconds * noise, CoreSeconds = outcome.CoreSeconds * (1 + (noise - 1) / 4) }),
    ];

    public static ReportDocument Make(int variants = 2, int repetitions = 3)
    {
        ServiceVariant[] known = variants == 1 ? [Variant("", 10)] : [.. Variants.Take(variants)];
        var summaries = ServiceVariant.Summarise(known, Outcomes(variants, repetitions));
        var emulated = ServiceVariant.Summarise(known, Outcomes(variants, repetitions, 1.08));
        var services = new ServicesBuilder(known, summaries).Build(ServiceWorldsBuilder.Compare(known, summaries, ("emulation", emulated)));
        var empty = SampleReport.Make() with
        {
            Title = "who-scales-best", World = "simulation", Question = "", Answer = "", Warnings = ["Simulated in virtual time: these are figures of a model, not measurements."],
            Dilation = new(1, ""), Rows = [], TimeSeries = [], Checks = [], Decisions = [], Events = [],
            Topology = new([new("edge", "edge", 1, 16, 100, 32L << 30, 40, 184, 1.2, 313.4)], [], []),
        };
        return ServiceAnswer.AddTo(empty, services, ServiceAnswer.Sentence(known, summaries), ServiceAnswer.BrokenPromises(known, summaries));
    }

    public static ServiceVariant Variant(string label, double startSeconds, SloRequirement require = SloRequirement.None) => new(
        label,
        [new("inference", "http", "edge", new(null, null, new(0), 1, default), 1, SampleService.Most, new(startSeconds), new(1 / 12.0), new(0.5), new(1), 400, new(30), new([new(99, new(0.5))], require), ServiceLevers.None, [])],
        Policies);

    private static (int Replicas, string Reason) Berth(SampleView view)
    {
        var needed = (int)Math.Ceiling((view.Rate + view.RateToCome) / 2 / 12 / 0.66 + view.Queued / 10);
        return needed >= view.Desired
            ? (needed, $"{view.Rate:0} requests a second come and {view.Queued:0} wait; with {view.Desired} replicas 99 of 100 would be answered within {1.2 * view.Rate / view.Desired / 12:0.00} s instead of 0.5 s, with {needed} they are")
            : (view.Second % 20 == 0 ? Math.Max(needed, view.Desired - 2) : view.Desired, $"{view.Rate:0} requests a second need {needed} replicas with a margin of 18 %; {view.Desired - needed} more have been idle for 20 s");
    }
}
