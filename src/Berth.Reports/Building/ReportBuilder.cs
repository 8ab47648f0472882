using System.Globalization;
using System.Text.Json;
using Berth.Model;
using Berth.Model.Observations;
using Berth.Records;
using Berth.Records.Store;
using Berth.Reports.Document;

namespace Berth.Reports.Building;

/// <summary>Puts a report together from the records of a run.</summary>
public sealed class ReportBuilder(RunReader reader, IReadOnlyList<Variant> variants, IReadOnlyList<RunResult> results, TimeProvider time)
{
    /// <summary>The report's document.</summary>
    public ReportDocument Build(string experiment, MachineFacts machine, string? runFolder)
    {
        var first = variants[0].Experiment;
        var deployments = reader.Deployments();
        return new()
        {
            Title = first.Name,
            World = World,
            Worlds = reader.Meta<ReportWorlds[]>(WorldsBuilder.WorldsKey) ?? [],
            Question = $"Where should {string.Join(" and ", first.Workloads.Select(workload => workload.Name))} run?",
            Answer = string.Join(" ", Groups().Select(group => (variants.Count > 1 && group.Key.Label.Length > 0 ? group.Key.Label + ": " : "") + Building.Answer.Sentence([.. group]))),
            Warnings = Warnings(deployments),
            Notes = Notes(),
            Generated = time.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture),
            ExperimentYaml = experiment,
            Versions = [new("Berth", machine.BerthVersion), new(".NET", machine.DotnetVersion)],
            Machine = Machine(machine),
            Seed = first.Seed,
            Dilation = Dilation(),
            RunFolder = runFolder,
            Rows = [.. results.Select(Row)],
            TimeSeries = [.. deployments.Where(each => each.Start is not null).Select(each => new TimeSeriesBuilder(reader, variants[each.Variant - 1]).Build(each))],
            Topology = new TopologyBuilder(reader, variants).Build(deployments),
            Checks = [.. variants.Index().SelectMany(each => reader.Checks(each.Index + 1)).Select(Check)],
            Decisions = Decisions(deployments),
            Events = Events(deployments),
        };
    }

    private string World => reader.Meta<string>(WorldsBuilder.WorldKey) ?? WorldsBuilder.Emulation;

    private IEnumerable<IGrouping<(string Label, string Name), RunResult>> Groups() => results.GroupBy(result => (result.Variant.Label, result.Workload.Name));

    private List<ReportFact> Machine(MachineFacts machine)
    {
        var memory = string.Create(CultureInfo.InvariantCulture, $"{(double)machine.MemoryBytes / (1L << 30):0.#} GiB");
        if (reader.Meta<RunFact[]>(RunFact.ClusterKey) is { } cluster)
            return [.. cluster.Select(fact => new ReportFact(fact.Name, fact.Value)), new("driven from", $"{machine.CpuModel}, {machine.Cores} cores, {memory}, kernel {machine.Kernel}")];
        List<ReportFact> facts = [new("processor", machine.CpuModel), new("cores", machine.Cores.ToString(CultureInfo.InvariantCulture)), new("memory", memory), new("kernel", machine.Kernel), new("cgroups", machine.CgroupVersion)];
        if (reader.Meta<string>("congestion control") is { } control)
            facts.Add(new("TCP congestion control of the nodes", control));
        return facts;
    }

    private List<string> Warnings(IReadOnlyList<DeploymentRecord> deployments)
    {
        var warnings = new List<string>();
        var checks = variants.Index().SelectMany(each => reader.Checks(each.Index + 1)).ToList();
        if (World == WorldsBuilder.Simulation)
            warnings.Add("Simulated in virtual time: these are figures of a model, not measurements.");
        else if (World == WorldsBuilder.Kubernetes)
            warnings.Add("Measured on a Kubernetes cluster, as it was: nothing was shaped or checked beforehand.");
        else if (checks.Count == 0)
            warnings.Add("The world was not measured before the run: the self-check was skipped.");
        else if (checks.Count(check => !check.Passed) is > 0 and var failed)
            warnings.Add($"{failed} of {checks.Count} lines of the self-check are out of tolerance: read the figures with them in mind.");
        warnings.AddRange(Building.Answer.BrokenPromises(results));
        if (deployments.Any(deployment => deployment.Failure is not null || deployment.End is null))
            warnings.Add("The run did not reach its end; what had been measured is shown.");
        return warnings;
    }

    private IReadOnlyList<string> Notes() =>
        [.. variants.Index().SelectMany(each => reader.Meta<string[]>($"variant {each.Index + 1} notes") ?? []).Distinct().Select(note => char.ToUpperInvariant(note[0]) + note[1..] + ".")];

    private ReportDilation Dilation()
    {
        var meta = reader.Meta<JsonElement?>("variant 1 dilation");
        return meta is { } element ? new(element.GetProperty("factor").GetDouble(), element.GetProperty("reason").GetString()!) : new(1, "unknown");
    }

    private ReportRow Row(RunResult result)
    {
        var summary = result.Summary;
        var starts = result.Observed.Repetitions;
        var counted = starts.SelectMany(repetition => repetition.Items
            .Where(item => item.Scheduled >= repetition.Start && item.Scheduled < repetition.End)
            .Select(item => (Item: item, At: (item.Scheduled - repetition.Start) * 1e-9))).ToList();
        var completed = counted.Where(each => each.Item.Outcome == ItemOutcome.Completed).ToList();
        var means = starts.Select(repetition => repetition.Items.Where(item => item.Outcome == ItemOutcome.Completed && item.Scheduled >= repetition.Start && item.Scheduled < repetition.End)
            .Select(item => item.Latency * 1e-6).DefaultIfEmpty(double.NaN).Average()).Where(double.IsFinite).ToArray();
        var interval = Accounting.Statistics.Interval.OfMean(means);
        return new()
        {
            Variant = result.Variant.Label,
            Workload = result.Workload.Name,
            Placement = result.Placement,
            Best = Groups().Any(group => Building.Answer.Best([.. group]) == result),
            Repetitions = summary.Repetitions,
            Items = summary.Items,
            Completed = summary.Completed,
            Lost = new(summary.Lost[ItemOutcome.TimedOut], summary.Lost[ItemOutcome.Failed], summary.Lost[ItemOutcome.Refused]),
            P50Ms = summary.Latency?.P50.Seconds * 1000,
            P95Ms = summary.Latency?.P95.Seconds * 1000,
            P99Ms = summary.Latency?.P99.Seconds * 1000,
            MeanMs = summary.Latency?.Mean?.Seconds * 1000,
            MeanLowMs = interval?.Low,
            MeanHighMs = interval?.High,
            Parts = [.. summary.Parts.Select(part => new ReportPart(part.Part.ToString().ToLowerInvariant(), part.Mean.Seconds * 1000, part.P95.Seconds * 1000))],
            Slo = result.Workload.Slo is { } slo
                ? new(FigureText.Objective(slo), summary.Slo?.Met, [.. slo.Percentiles.Select(bound => new ReportSloBound(bound.Percentile, bound.Bound.Seconds * 1000))])
                : null,
            WorkerLoadPercent = summary.WorkerCpuPercent,
            SourceLoadPercent = summary.SourceCpuPercent,
            JoulesPerItem = summary.Energy?.PerItem?.Joules,
            EnergyBy = summary.Energy is { } energy ? energy.Meter ?? "model" : null,
            GramsPerItem = summary.Carbon?.PerItem?.Grams,
            AccuracyPercent = summary.Accuracy?.Estimate * 100,
            Cdf = ReportPoints.Cdf(completed.Select(each => each.Item.Latency * 1e-6), summary.Items),
            Latencies = ReportPoints.Thin(completed.Select(each => new ReportPoint(each.At, each.Item.Latency * 1e-6))),
            LostAtS = [.. ReportPoints.Thin(counted.Where(each => each.Item.Outcome != ItemOutcome.Completed).Select(each => new ReportPoint(each.At, 0))).Select(point => point.X)],
        };
    }

    private static ReportCheck Check(Check check) =>
        new(check.Subject, check.Quantity, check.Unit, check.Configured, check.Achieved, check.Error, check.Tolerance, check.Passed, check.Samples);

    private List<ReportDecision> Decisions(IReadOnlyList<DeploymentRecord> deployments) =>
        [.. deployments.Where(deployment => deployment.Repetition == 1).SelectMany(deployment => reader.Decisions(deployment.Deployment).Select(decision => new ReportDecision(
            variants[deployment.Variant - 1].Label,
            deployment.Placement,
            decision.Subject,
            decision.Policy,
            decision.Chosen,
            decision.Reason,
            [.. decision.Candidates.Select(candidate => new ReportCandidate(candidate.Node, candidate.Refusal, [.. candidate.Terms.Select(term => new ReportTerm(term.Name, term.Value))]))])))];

    private List<ReportEvent> Events(IReadOnlyList<DeploymentRecord> deployments)
    {
        var byNumber = deployments.ToDictionary(deployment => deployment.Deployment);
        var events = reader.Events();
        var origin = deployments.Where(deployment => deployment.Start is not null).Select(deployment => deployment.Start!.Value).Concat(events.Select(each => each.Moment)).DefaultIfEmpty(0).Min();
        return [.. events.Select(each => each.Deployment is { } number && byNumber.TryGetValue(number, out var deployment)
            ? new ReportEvent((each.Moment - (deployment.Start ?? origin)) * 1e-9 / deployment.Dilation, each.Kind, each.Text, variants[deployment.Variant - 1].Label, deployment.Placement, deployment.Repetition)
            : new ReportEvent((each.Moment - origin) * 1e-9, each.Kind, each.Text, null, null, null))];
    }
}
