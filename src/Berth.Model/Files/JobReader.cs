using Berth.Model.Jobs;
using Berth.Model.Units;

namespace Berth.Model.Files;

/// <summary>Declares a set of jobs.</summary>
internal sealed class JobReader(Vocabulary vocabulary, string folder)
{
    private static readonly string[] Sources = ["trace", "generate", "calls"];

    private static readonly string[] OfOthers = ["slack", "interruptible", "profile"];

    private static readonly string[] Patterns = ["poisson", "bursts", "diurnal"];

    internal JobWorkload Read(string name, Fields fields)
    {
        var trace = fields.Section("trace", "Jobs of a trace.", ReadTrace, mandatory: false);
        var generator = fields.Section("generate", "Jobs that are drawn at random.", ReadGenerator, mandatory: false);
        var calls = fields.Section("calls", "Calls of functions; each takes one core, as long as the model of their performance says.", new FunctionReader(vocabulary).ReadCalls, mandatory: false);
        var sources = Sources.Where(fields.Has).ToList();
        if (sources.Count != 1)
            fields.Error(sources.FirstOrDefault() ?? "trace", sources.Count > 1 ? "the jobs are given twice" : "nothing says what the jobs are", "one of " + string.Join(", ", Sources));
        if (calls is not null && OfOthers.FirstOrDefault(fields.Has) is { } other)
            fields.Error(other, $"calls have no '{other}': a node executes each in one go, and how long that takes is not known before", "deadline: …");
        return new(
            name,
            trace,
            generator,
            calls,
            fields.OptionalInteger("limit", "Most jobs that are taken.", 1, int.MaxValue),
            fields.OptionalQuantity<Duration>("deadline", "Time from its arrival by which a job should have ended.", Positive),
            fields.OptionalQuantity<Duration>("slack", "Deadline as the length of a job and this much more."),
            fields.Choice("interruptible", "Whether the jobs may be suspended and resumed.", YesNo, false),
            FilePath(fields, "profile", "Scaling profile (nodes,throughput,power) that makes the jobs elastic."));
    }

    private static readonly Dictionary<string, bool> YesNo = new() { ["true"] = true, ["false"] = false };

    private TraceFile ReadTrace(Fields fields) => new(
        FilePath(fields, "file", "Path of the trace.", mandatory: true) ?? "",
        fields.Word("format", "Format of the trace.", vocabulary.JobFormats, null),
        fields.Quantity<Duration>("start", "Time of the trace that is the start of the run, from its own beginning.", new Duration(0)),
        fields.Number("stretch", "Factor of the times between arrivals.", 1, 1e-6, 1e6));

    private JobGenerator ReadGenerator(Fields fields) => new(
        fields.Word("pattern", "How jobs arrive.", Patterns, "poisson"),
        fields.Word("mix", "What jobs need.", vocabulary.JobMixes, vocabulary.JobMixes.FirstOrDefault()),
        fields.Quantity<Frequency>("rate", "Mean arrivals a second.", null, rate => rate.PerSecond > 0 ? null : "it must be above 0"),
        fields.Integer("count", "How many jobs.", null, 1, 100_000_000),
        fields.Number("scale", "Factor of their lengths.", 1, 1e-6, 1e6));

    private string? FilePath(Fields fields, string key, string doc, bool mandatory = false)
    {
        var text = mandatory ? fields.Text(key, doc, null) : fields.OptionalText(key, doc);
        if (string.IsNullOrEmpty(text))
            return null;
        var path = Path.GetFullPath(text, folder);
        // A trace of machines is a folder with a file for each.
        if (!Path.Exists(path))
            fields.Error(key, $"there is no file {path}");
        return path;
    }

    private static string? Positive(Duration duration) => duration.Seconds > 0 ? null : "it must be above 0";
}
