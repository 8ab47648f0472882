using Berth.Model.Units;

namespace Berth.Model.Files;

/// <summary>Declares the sections of the experiment file.</summary>
/// <param name="vocabulary">The words of policies, formats and kinds.</param>
/// <param name="folder">Folder that relative paths count from.</param>
/// <param name="world">The world that it is read for; null is the one that it names.</param>
internal sealed class ExperimentReader(Vocabulary vocabulary, string folder, World? world)
{
    private static readonly Dictionary<string, Arrivals> ArrivalWords = new() { ["periodic"] = Arrivals.Periodic, ["poisson"] = Arrivals.Poisson };
    private static readonly Dictionary<string, Transport> TransportWords = new() { ["http"] = Transport.Http, ["mqtt"] = Transport.Mqtt };
    private static readonly Dictionary<string, ProcessorSharing> ProcessorWords = new() { ["slots"] = ProcessorSharing.Slots, ["quota"] = ProcessorSharing.Quota };
    private static readonly Dictionary<string, SelfCheck> SelfCheckWords = new() { ["enforce"] = SelfCheck.Enforce, ["report"] = SelfCheck.Report, ["skip"] = SelfCheck.Skip };
    private static readonly Dictionary<string, World> WorldWords = new() { ["emulation"] = World.Emulation, ["simulation"] = World.Simulation, ["kubernetes"] = World.Kubernetes };
    private static readonly Dictionary<string, NodeQueues> NodeQueueWords = new() { ["allowed"] = NodeQueues.Allowed, ["none"] = NodeQueues.None };
    private static readonly Dictionary<string, QueueDiscipline> QueueWords = new() { ["overtake"] = QueueDiscipline.Overtake, ["fcfs"] = QueueDiscipline.Fcfs };

    private static readonly string[] Others = ["jobs", "services", "profile"];

    private const int MostEmulated = 4000;

    internal Experiment Read(Fields fields)
    {
        var name = fields.Text("name", "Short name of the experiment; names the folder of its runs.", null);
        if (name.Length > 60 || name.Any(letter => !(char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')) || name.StartsWith('.'))
            fields.Error("name", $"'{name}' cannot name a folder", "letters, digits, '-', '_' and '.', at most 60");
        var seed = fields.Integer("seed", "Seed of every random stream.", 1, 0, int.MaxValue);
        var continuum = fields.Section("continuum", "Where work can run.", section => new ContinuumReader(vocabulary, folder).Read(section), mandatory: true)
            ?? new Continuum([], []);
        var workloads = fields.Map("workloads", "What has to run, by name.", (workload, section) => ReadWorkload(workload, section, continuum), mandatory: !Others.Any(fields.Has));
        var services = fields.Map("services", "Services under a load, by name, whose number of replicas a policy decides.", new ServiceReader(vocabulary, folder, continuum).Read, mandatory: false);
        var jobs = fields.Map("jobs", "Jobs that have to run, by name; the emulation runs only calls of functions.", new JobReader(vocabulary, folder).Read, mandatory: false);
        var profile = fields.Section("profile", "Executions of functions on every site, from which their performance is learned; only the emulation executes them.", new FunctionReader(vocabulary).ReadProfile, mandatory: false);
        var model = fields.Section("performance", "What is known of the performance of functions.", ReadPerformance, mandatory: false);
        var compare = fields.Section("compare", "What to compare.", ReadCompared, mandatory: profile is null) ?? new([], [], [], []);
        if (compare.Scalings.Count > 0 && services.Count == 0)
            fields.Error("compare", "there is no service whose replicas 'scaling' could decide", "services: …");
        if (services.Count > 0 && compare.Scalings.Count == 0)
            fields.Error("compare", "the key 'scaling' is missing in compare: it says which policies decide for the services", "one or more of " + string.Join(", ", vocabulary.Scalings.Select(policy => policy.Name)));
        if (compare.Placements.Count == 0 && (workloads.Count > 0 || jobs.Count > 0))
            fields.Error("compare", "the key 'placement' is missing in compare", "one or more of " + string.Join(", ", vocabulary.Placements.Select(policy => policy.Name)));
        var options = fields.Section("policies", "Options of the policies.", section => PolicyOptionsReader.Read(section, vocabulary.Policies), mandatory: false);
        var run = fields.Section("run", "How to run it.", ReadRun, mandatory: true);
        if (run is { World: World.Emulation or World.Kubernetes } && jobs.Any(each => each.Calls is null))
            fields.Error("jobs", $"{(run.World == World.Emulation ? "the emulation" : "Kubernetes")} does not run jobs of traces and generators", "run: { world: simulation }, or berth simulate");
        new CallRules(fields, [.. jobs.Where(each => each.Calls is not null)]).Check(
            continuum, profile, model, compare.Shiftings, vocabulary.Shiftings is [var atOnce, ..] ? atOnce.Name : null, run?.World ?? World.Simulation);
        if (run is { World: World.Emulation } && continuum.Nodes.Count > MostEmulated)
            fields.Error("continuum", $"the emulation has at most {MostEmulated} nodes, and the continuum has {continuum.Nodes.Count}", "run: { world: simulation }");
        if (run is not null && run.Duration.Seconds <= 0 && services.FirstOrDefault(service => service.Load.Pattern is not null) is { } endless)
            fields.Error("run", $"the key 'duration' is missing in run: the load of {endless.Name} has no end", "expected: " + Duration.Expected);
        if (run is not null && run.Duration.Seconds <= 0 && workloads.Count > 0)
            fields.Error("run", "the key 'duration' is missing in run: it says how long items are scheduled", "expected: " + Duration.Expected);
        if (run is { World: World.Simulation } && profile is not null)
            fields.Error("profile", "a profile is measured, and the simulation measures nothing", "run: { world: emulation }");
        return new(
            name, seed, continuum, workloads, services, jobs, profile, model, compare.Placements, compare.Scalings, compare.Shiftings, compare.Forecasts,
            options ?? new Dictionary<string, IReadOnlyDictionary<string, double>>(), run ?? new(default, default, default, 1, null, default, default, 1, default));
    }

    private string ReadPerformance(Fields fields)
    {
        var path = fields.Text("model", "Path of a model of performance, such as model.json in the folder of a run with a profile.", null);
        if (path.Length == 0)
            return path;
        var file = Path.GetFullPath(path, folder);
        if (!File.Exists(file))
            fields.Error("model", $"there is no file {file}", "berth learn RUN --out model.json, or a profile instead");
        return file;
    }

    private Compared ReadCompared(Fields fields)
    {
        var placements = fields.Words("placement", "Placement policies; each gets its own row in the report.", [.. vocabulary.Placements.Select(policy => policy.Name)]);
        var shiftings = fields.Words("shifting", "Policies that say when jobs run.", [.. vocabulary.Shiftings.Select(policy => policy.Name)]);
        var forecasts = fields.Words("forecast", "Forecasts of carbon intensity that the policies see.", [.. vocabulary.Forecasts.Select(policy => policy.Name)]);
        var scalings = fields.Words("scaling", "Policies that say how many replicas a service has; each gets its own row in the report.", [.. vocabulary.Scalings.Select(policy => policy.Name)]);
        return new(placements, scalings, shiftings.Count > 0 ? shiftings : [.. vocabulary.Shiftings.Select(policy => policy.Name).Take(1)], forecasts.Count > 0 ? forecasts : [.. vocabulary.Forecasts.Select(policy => policy.Name).Take(1)]);
    }

    private sealed record Compared(IReadOnlyList<string> Placements, IReadOnlyList<string> Scalings, IReadOnlyList<string> Shiftings, IReadOnlyList<string> Forecasts);

    private Workload ReadWorkload(string name, Fields fields, Continuum continuum)
    {
        var kind = fields.Word("kind", "What the items are and how they are processed.", [.. vocabulary.Workloads.Keys], null);
        var workload = new Workload(
            name,
            kind,
            fields.Text("source", "Site whose nodes produce the items.", null),
            fields.Quantity<Frequency>("rate", "Items a second of each source node.", null, rate => rate.PerSecond is > 0 and <= 10_000 ? null : "it must be above 0 and at most 10000/s"),
            fields.Choice("arrivals", "How items are spread in time.", ArrivalWords, Arrivals.Periodic),
            fields.Choice("transport", "How items travel.", TransportWords, Transport.Http),
            fields.Quantity<Memory>("picture", "Encoded size of one picture.", new Memory(68_000), size => size.Bytes is >= 4_000 and <= 4_000_000 ? null : "it must be from 4kB to 4MB"),
            fields.Word("format", "Encoding of the pictures.", ["jpeg", "png"], "jpeg"),
            fields.OptionalText("model", "Path of an ONNX classifier; without it the one that comes with Berth.") is { } model ? Path.GetFullPath(model, folder) : null,
            fields.Quantity<Duration>("timeout", "An item that has not returned so long after its scheduled moment is lost.", new Duration(5), Positive),
            fields.Section("slo", "What is promised: upper bounds of latency percentiles.", ObjectiveReader.Read, mandatory: false),
            fields.Section("profile", "Processor time that an item takes on a core of speed 1, in simulation; without it what was measured of its kind.", ReadProfile, mandatory: false)
                ?? vocabulary.Workloads.GetValueOrDefault(kind) ?? new(default, default, default, default, default));
        if (workload.Source.Length > 0 && continuum.Sites.Count > 0 && continuum.Sites.All(site => site.Name != workload.Source))
            fields.Error("source", $"there is no site '{workload.Source}'", Spelling.Suggest(workload.Source, [.. continuum.Sites.Select(site => site.Name)]));
        if (workload.Model is { } file && !File.Exists(file))
            fields.Error("model", $"there is no file {file}");
        return workload;
    }

    private static ServiceProfile ReadProfile(Fields fields) => new(
        fields.Quantity<Duration>("preprocess", "At the source, before it is sent.", new Duration(0)),
        fields.Quantity<Duration>("receive", "At the worker, to receive it.", new Duration(0)),
        fields.Quantity<Duration>("process", "At the worker, to process it.", null, Positive),
        fields.Quantity<Duration>("return", "At the source, to receive the result.", new Duration(0)),
        fields.Quantity<Fraction>("variation", "Standard deviation of the processing as a part of its mean.", new Fraction(0)));

    private RunSettings ReadRun(Fields fields)
    {
        var written = fields.Choice("world", "Where it runs.", WorldWords, World.Emulation);
        return new(
            world ?? written,
            fields.Quantity<Duration>("duration", "Time during which items are scheduled, for each repetition; needed where there are workloads.", new Duration(0), Positive),
            fields.Quantity<Duration>("warmup", "Time before it whose items are not counted.", new Duration(1)),
            fields.Integer("repetitions", "Repetitions of each placement.", 1, 1, 100),
            fields.NumberOr("dilation", "How many times slower than real time, below 1 faster; 'auto' is the smallest factor that fits the machine.", "auto", 0.01, 1000),
            fields.Choice("processor", "How an emulated core is made slower.", ProcessorWords, ProcessorSharing.Slots),
            fields.Choice("self-check", "What a failed self-check does.", SelfCheckWords, SelfCheck.Enforce),
            fields.Integer("batch", "Most pending jobs that a policy is asked about at once.", 100, 1, 1_000_000),
            fields.Choice("queue", "Whether jobs may pass those that find no room.", QueueWords, QueueDiscipline.Overtake),
            fields.Choice("node-queues", "Whether policies may have jobs wait for a busy node.", NodeQueueWords, NodeQueues.Allowed));
    }

    private static string? Positive(Duration duration) => duration.Seconds > 0 ? null : "it must be above 0";
}
