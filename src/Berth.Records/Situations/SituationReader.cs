using System.Text.Json;
using Berth.Accounting;
using Berth.Model;
using Berth.Model.Files;
using Berth.Model.Jobs;
using Berth.Policies.Placement;
using Berth.Policies.Shifting;

namespace Berth.Records.Situations;

/// <summary>Reads situations from JSON (docs/formats/situation.md), strictly and with every mistake at once.</summary>
public static partial class SituationReader
{
    // What a fitted forecast expects may be below 0.
    private const double MostCores = 1e6, MostSeconds = 9e9, MostWatts = 1e9, MostGrams = 1e6;

    /// <summary>Reads a document.</summary>
    /// <exception cref="SituationException">It is not one; the mistakes come with their JSON paths.</exception>
    public static SituationDocument Read(ReadOnlyMemory<byte> utf8)
    {
        using var document = Parse(utf8);
        var errors = new List<string>();
        var fields = new JsonFields(document.RootElement, "$", errors);
        var result = fields.Has("scaling") ? ReadScaling(fields) : fields.Has("job") ? ReadShifting(fields) : ReadPlacement(fields);
        fields.Finish();
        return errors.Count == 0 ? result : throw new SituationException(errors, JsonPositions.Locate(errors, utf8.Span));
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            return JsonDocument.Parse(utf8, new() { AllowDuplicateProperties = false, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        }
        catch (JsonException exception)
        {
            throw new SituationException([$"this is no JSON document: {exception.Message}"]);
        }
    }

    private static SituationDocument ReadPlacement(JsonFields fields)
    {
        var (policy, options) = ReadPolicy(fields);
        var now = fields.Moment("nowSeconds");
        var random = fields.Object("random", ReadRandom) ?? new RandomStream(1, "situation").State;
        var sites = fields.Objects("sites", ReadSite, required: true);
        var siteIndex = IndexOf(fields, "sites", sites.Select(site => site.Name));
        var reachable = fields.Has("reachable") ? ReadPairs(fields, siteIndex) : null;
        var nodes = fields.Objects("nodes", node => ReadNode(node, siteIndex), required: true);
        IndexOf(fields, "nodes", nodes.Select(node => node.Spec.Name));
        // A cluster puts its nodes in their order; indices count in it.
        var cluster = new Cluster([.. nodes.Select(node => node.Spec)], sites);
        var specs = Enumerable.Range(0, cluster.Count).Select(node => cluster[node]).ToList();
        var index = new Dictionary<string, int>();
        for (var node = 0; node < specs.Count; node++)
            index.TryAdd(specs[node].Name, node);
        var states = new NodeState[specs.Count];
        foreach (var (spec, state) in nodes)
            states[index[spec.Name]] = state;
        var last = fields.Has("lastPlaced") ? Resolve(fields, "lastPlaced", index, "node") : -1;
        var putOff = fields.Objects("putOff", task => new PutOffTask(
            Math.Max(0, Resolve(task, "site", siteIndex, "site")), task.Moment("startSeconds"), task.MomentOrNever("endSeconds"), task.Milli("cores", MostCores)));
        var sets = ReadSets(fields, index);
        var tasks = fields.Objects("tasks", task => ReadTask(task, now, index, sets), required: true);
        for (var number = 0; number < tasks.Count; number++)
            tasks[number] = tasks[number] with { Id = number };
        var decisions = fields.Has("decisions") ? fields.Objects("decisions", ReadDecision) : null;
        return new(new(policy, options, now, random, sites, reachable, specs, new(last, states, putOff), tasks), null, decisions);
    }

    private static (string Policy, IReadOnlyDictionary<string, double> Options) ReadPolicy(JsonFields fields) =>
        (fields.Text("policy", ""), fields.Object("options", ReadOptions) ?? []);

    private static string ReadRandom(JsonFields fields)
    {
        if (!fields.Has("state"))
            return new RandomStream(fields.Whole("seed", 0, int.MaxValue), fields.Text("stream", "situation")).State;
        var state = fields.Text("state");
        if (RandomStream.At(state) is null)
            fields.Error("state", "is not 64 hexadecimal digits that differ from 0; leave it out and give a 'seed' instead");
        return state;
    }

    private static SiteSpec ReadSite(JsonFields fields)
    {
        var tier = fields.Text("tier", "cloud");
        if (!Enum.TryParse<Tier>(tier, ignoreCase: true, out var known) || !Enum.IsDefined(known))
            fields.Error("tier", $"is \"{tier}\"; it is endpoint, edge or cloud");
        return new(
            fields.Text("name"), known, fields.Number("pue", 1, 100, 1), fields.Number("pricePerKwh", 0, 1e9, 0), fields.Object("forecast", ReadForecast));
    }

    private static ForecastSteps ReadForecast(JsonFields fields)
    {
        var steps = fields.Objects("steps", step => new ForecastStep(step.Moment("startSeconds"), step.Number("intensityGPerKwh", -MostGrams, MostGrams)), required: true);
        if (fields.Has("steps") && steps.Count == 0)
            fields.Error("steps", "is empty; give at least one step, or no forecast");
        for (var step = 1; step < steps.Count; step++)
            if (steps[step].Start <= steps[step - 1].Start)
                fields.Error($"steps[{step}].startSeconds", "does not come after the step before it");
        var answers = fields.Objects("answers", answer => new ForecastAnswer(answer.Moment("fromSeconds"), answer.Moment("toSeconds"), answer.Number("meanGPerKwh", -MostGrams, MostGrams)));
        return new(fields.Text("method", "given"), steps, [.. answers.DistinctBy(answer => (answer.From, answer.To))]);
    }

    private static (NodeSpec Spec, NodeState State) ReadNode(JsonFields fields, Dictionary<string, int> sites)
    {
        var power = fields.Numbers("powerWatts", 0, MostWatts);
        if (power.Count == 1)
            fields.Error("powerWatts", "has one point; give at least idle and full power");
        var gpus = fields.Whole("gpus", 0, 1024, 0);
        var spec = new NodeSpec(
            fields.Text("name"),
            Math.Max(0, Resolve(fields, "site", sites, "site")),
            fields.Milli("cores", MostCores),
            fields.Bytes("memoryBytes"),
            gpus,
            fields.Text("gpuModel", ""),
            fields.Number("speed", 1e-6, 1e6, 1),
            power.Count < 2 ? null : new PowerModel(new([.. power.Select(watts => new Model.Units.Power(watts))])),
            fields.Has("sleepWatts") ? fields.Number("sleepWatts", 0, MostWatts) : null,
            fields.Number("gpuPeakWatts", 0, MostWatts, 0));
        var free = fields.Numbers("gpuFreeMilli", 0, 1000);
        if (fields.Has("gpuFreeMilli") && free.Count != gpus)
            fields.Error("gpuFreeMilli", $"has {free.Count} numbers; the node has {gpus} gpus");
        var state = new NodeState(
            fields.Flag("up", true),
            fields.Has("gpuFreeMilli") ? [.. free.Select(milli => (int)milli)] : null,
            fields.Objects("running", running => new RunningTask(running.Text("name", "task"), ReadDemand(running), running.MomentOrNever("endSeconds"))),
            fields.Objects("waiting", waiting => new TaskRequest(0, waiting.Text("name", "task"), ReadDemand(waiting), waiting.Number("lengthSeconds", 0, MostSeconds, double.PositiveInfinity))));
        CheckRoom(fields, spec, state);
        return (spec, state);
    }

    private static void CheckRoom(JsonFields fields, NodeSpec spec, NodeState state)
    {
        var (cpu, memory) = (state.Running.Sum(running => running.Demand.Cpu), state.Running.Sum(running => running.Demand.Memory));
        if (cpu > spec.Cpu || memory > spec.Memory)
            fields.Error("running", $"holds {cpu / 1000} cores and {memory} bytes; the node has {spec.Cpu / 1000} cores and {spec.Memory} bytes");
        if (!state.Up && state.Running.Count + state.Waiting.Count > 0)
            fields.Error("up", "is false, but tasks run or wait there");
        if (state.GpuFree is { } free && free.Sum() + state.Running.Sum(running => running.Demand.Gpu.TotalMilli) != 1000 * spec.Gpus)
            fields.Error("gpuFreeMilli", "and what runs do not add up to 1000 for each gpu");
    }

    private static Demand ReadDemand(JsonFields fields)
    {
        var gpus = fields.Whole("gpus", 0, 1024, 0);
        var milli = fields.Whole("gpuMilli", 1, 1000, 1000);
        if (milli < 1000 && gpus != 1)
            fields.Error("gpuMilli", "is a share of one gpu, so gpus is 1 with it");
        return new(fields.Milli("cores", MostCores), fields.Bytes("memoryBytes", 0), new GpuDemand(gpus, gpus == 0 ? 0 : milli));
    }

    private static Dictionary<string, NodeSet> ReadSets(JsonFields fields, Dictionary<string, int> nodes) =>
        fields.Entries("nodeSets").ToDictionary(entry => entry.Name, entry => fields.Entry("nodeSets", entry.Name, entry.Value, set =>
        {
            var members = new bool[nodes.Values.DefaultIfEmpty(-1).Max() + 1];
            foreach (var name in set.Texts("nodes"))
                if (nodes.TryGetValue(name, out var node))
                    members[node] = true;
                else
                    set.Error("nodes", $"names '{name}', which is no node; {Spelling.Suggest(name, nodes.Keys)}");
            return new NodeSet(set.Text("reason", "is not admitted"), members);
        }));

    private static TaskRequest ReadTask(JsonFields fields, long now, Dictionary<string, int> nodes, Dictionary<string, NodeSet> sets)
    {
        NodeSet? admitted = null;
        if (fields.Has("admitted") && fields.Text("admitted") is var set && !sets.TryGetValue(set, out admitted))
            fields.Error("admitted", $"is \"{set}\", which is not among the nodeSets; {Spelling.Suggest(set, sets.Keys)}");
        return new(
            0,
            fields.Text("name"),
            ReadDemand(fields),
            fields.Number("lengthSeconds", 0, MostSeconds, double.PositiveInfinity),
            fields.Moment("submittedSeconds", now),
            fields.MomentOrNever("deadlineSeconds"),
            fields.Whole("priority", int.MinValue, int.MaxValue, 0),
            fields.Has("source") ? Resolve(fields, "source", nodes, "node") : -1,
            admitted);
    }
}
