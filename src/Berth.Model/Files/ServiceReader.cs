using Berth.Model.Services;
using Berth.Model.Units;

namespace Berth.Model.Files;

/// <summary>Declares a service.</summary>
internal sealed class ServiceReader(Vocabulary vocabulary, string folder, Continuum continuum)
{
    private static readonly Dictionary<string, Arrivals> WithinWords = new() { ["poisson"] = Arrivals.Poisson, ["periodic"] = Arrivals.Periodic };
    private static readonly Dictionary<string, bool> AllowWords = new() { ["allowed"] = true, ["forbidden"] = false };

    internal Service Read(string name, Fields fields)
    {
        var service = new Service(
            name,
            fields.Word("kind", "What its replicas do.", [.. vocabulary.Workloads.Keys], null),
            fields.Text("site", "Site whose nodes run the replicas, one on each core.", null),
            fields.Section("load", "The requests.", ReadLoad, mandatory: true) ?? new(null, null, default, 1, default),
            fields.Integer("least", "Fewest replicas.", 1, 0, 10_000),
            fields.Integer("most", "Most replicas.", null, 1, 10_000),
            fields.OptionalQuantity<Duration>("start", "Time from the decision until a new replica takes requests; without it what is measured, 1 s in simulation."),
            fields.Quantity<Duration>("time", "What a request takes on a replica.", null, Positive),
            fields.Quantity<Fraction>("variation", "Standard deviation of that time as a part of it.", new Fraction(0)),
            fields.Quantity("processor", "Part of that time in which the replica's core works.", new Fraction(1), (Fraction part) => part.Value > 0 ? null : "it must be above 0"),
            fields.Integer("queue", "Most requests that wait; further ones are refused.", 1000, 0, 100_000_000),
            fields.Quantity<Duration>("timeout", "A request that was not answered so long after its scheduled moment is lost.", new Duration(60), Positive),
            fields.Section("slo", "What is promised: upper bounds of latency percentiles.", ObjectiveReader.Read, mandatory: false),
            fields.Section("levers", "What a policy may do beside changing the number of replicas; what is not named is forbidden.", ReadLevers, mandatory: false) ?? ServiceLevers.None,
            [.. fields.Entries("schedule", "Replicas by time for the policy 'schedule', such as 'at 60s: 3'.", ParseScheduled).OrderBy(entry => entry.At.Seconds)]);
        Check(service, fields);
        return service;
    }

    private void Check(Service service, Fields fields)
    {
        if (service.Most < service.Least)
            fields.Error("most", $"'most' is {service.Most}, less than 'least', which is {service.Least}");
        var site = continuum.Sites.FirstOrDefault(site => site.Name == service.Site);
        if (site is null && service.Site.Length > 0 && continuum.Sites.Count > 0)
            fields.Error("site", $"there is no site '{service.Site}'", Spelling.Suggest(service.Site, [.. continuum.Sites.Select(each => each.Name)]));
        var standby = service.Levers.Standby?.Most ?? 0;
        if (site is not null && site.Nodes * Math.Floor(site.Cpu.Cores) < service.Most)
            fields.Error("most", $"{service.Most} replicas of one core do not fit on {site.Nodes} nodes of {site.Cpu}", $"nodes: {Math.Ceiling(service.Most / Math.Max(1, Math.Floor(site.Cpu.Cores)))}");
        if (site is not null && service.Levers.Resize is { } resize && resize.Most.Cores > Math.Max(1, Math.Floor(site.Cpu.Cores)))
            fields.Error("levers", $"a replica of {resize.Most} cores does not fit on a node of {site.Cpu}");
        if (standby > service.Most)
            fields.Error("levers", $"{standby} replicas on standby are more than {service.Most}, the most that are allowed at all");
    }

    private ServiceLoad ReadLoad(Fields fields)
    {
        var trace = fields.OptionalText("trace", "File of requests a second, separated by blanks.") is { } path ? Path.GetFullPath(path, folder) : null;
        var pattern = fields.OptionalText("pattern", "Generated load: " + string.Join(", ", vocabulary.LoadShapes) + ".");
        if (fields.Has("trace") == fields.Has("pattern"))
            fields.Error("trace", fields.Has("trace") ? "the load is given twice" : "a load is recorded or generated", "either trace or pattern");
        if (trace is not null && !File.Exists(trace))
            fields.Error("trace", $"there is no file {trace}");
        if (pattern is not null && !vocabulary.LoadShapes.Contains(pattern))
            fields.Error("pattern", $"'pattern' has no '{pattern}'", Spelling.Suggest(pattern, vocabulary.LoadShapes));
        var rate = fields.OptionalQuantity<Frequency>("rate", "Base rate of a generated load.", NotTooFast);
        var peak = fields.OptionalQuantity<Frequency>("peak", "Highest rate of a generated load; without it the base rate.", NotTooFast);
        var period = fields.Quantity<Duration>("period", "From one peak of a generated load to the next.", new Duration(300), Positive);
        if (pattern is not null && rate is null)
            fields.Error("rate", "the key 'rate' is missing: a generated load needs it", "expected: " + Frequency.Expected);
        return new(
            trace,
            pattern is null ? null : new(pattern, rate ?? default, peak ?? rate ?? default, period),
            fields.Quantity<Duration>("start", "Time of the trace or pattern that is the start of the run.", new Duration(0)),
            fields.Number("scale", "Factor of the number of requests.", 1, 1e-6, 1e6),
            fields.Choice("within", "How requests are spread within their second.", WithinWords, Arrivals.Poisson));
    }

    private ServiceLevers ReadLevers(Fields fields) => new(
        fields.Section("standby", "Started replicas that wait without traffic, parked on a sliver of a core.", section => new StandbyLever(
            section.Integer("most", "Most of them.", null, 0, 10_000),
            section.Quantity<Cpu>("cpu", "What one reserves, and is charged.", new Cpu(0.02)),
            section.Quantity<Duration>("activation", "Time from the decision until it takes requests.", new Duration(0.1))), mandatory: false),
        fields.Section("resize", "More cores for running replicas, in place.", section => new ResizeLever(
            section.Quantity<Cpu>("most", "Most cores of a replica.", null, cpu => cpu.Cores >= 1 ? null : "it must be at least 1 core")), mandatory: false),
        fields.Section("variant", "A smaller model.", section => new VariantLever(
            section.Quantity<Fraction>("time", "What a request takes with it, as a part of the time with the large one."),
            section.OptionalText("model", "Path of it.") is { } model ? Path.GetFullPath(model, folder) : null), mandatory: false),
        fields.Choice("admission", "Refusing requests that would be late anyway.", AllowWords, false),
        fields.Section("carbon", "A cap on replicas while the grid is dirty.", section => new CarbonLever(
            section.Quantity<CarbonIntensity>("above", "Intensity from which on the cap holds."),
            section.Integer("most", "Most replicas then.", null, 1, 10_000)), mandatory: false));

    private static (ScheduledReplicas? Value, string? Error) ParseScheduled(string key, string value)
    {
        const string form = "write 'at 60s: 3'";
        if (!key.StartsWith("at ", StringComparison.Ordinal) || !Duration.TryParse(key[3..].Trim(), out var at))
            return (null, $"'{key}' is not a moment: {form}");
        return int.TryParse(value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var replicas)
            ? (new(at, replicas), null) : (null, $"'{value}' is not a number of replicas: {form}");
    }

    private static string? Positive(Duration duration) => duration.Seconds > 0 ? null : "it must be above 0";

    private static string? NotTooFast(Frequency rate) => rate.PerSecond is >= 0 and <= 10_000_000 ? null : "it must be at most 10000000/s";
}
