using Berth.Model.Units;

namespace Berth.Model.Files;

/// <summary>Declares the sections of a continuum.</summary>
internal sealed class ContinuumReader(Vocabulary vocabulary, string folder)
{
    private static readonly Dictionary<string, Tier> TierWords = new() { ["endpoint"] = Tier.Endpoint, ["edge"] = Tier.Edge, ["cloud"] = Tier.Cloud };

    internal Continuum Read(Fields fields)
    {
        var import = fields.Section("import", "Nodes of another tool's file.", ReadImport, mandatory: false) ?? [];
        IReadOnlyList<Site> sites = [.. import, .. fields.Map("sites", "Places with equal nodes, by name.", ReadSite, mandatory: !fields.Has("import"))];
        foreach (var twice in sites.GroupBy(site => site.Name).Where(group => group.Count() > 1))
            fields.Error("sites", $"there are two sites '{twice.Key}'");
        var links = fields.List("links", "Links between sites, or within one.", link => new LinkReader(sites, folder).Read(link)).SelectMany(pair => pair).ToList();
        var seen = new HashSet<(string, string)>();
        foreach (var link in links)
            if (!seen.Add((link.From, link.To)))
                fields.Error("links", $"there are two links from {link.From} to {link.To}", "keep one, or use from/to for one direction each");
        var failures = fields.List("failures", "Nodes that stop and come back; only the simulation stops them.", failure => ReadFailure(failure, sites));
        if (sites.Sum(site => (long)site.Nodes) > 1_000_000)
            fields.Error("sites", "the continuum has more than 1000000 nodes");
        return new(sites, links, failures);
    }

    private Site ReadSite(string name, Fields fields) => new(
        name,
        fields.Choice("tier", "Layer of the continuum; the site's name if that is one.", TierWords, TierWords.TryGetValue(name, out var tier) ? tier : null),
        fields.Integer("nodes", "How many equal nodes.", 1, 1, 1_000_000),
        fields.Quantity("cpu", "Cores of each node.", null, (Cpu cpu) => cpu.Cores is >= 0.001 and <= 1_000_000 ? null : "it must be from 1m to 1000000 cores"),
        fields.Quantity<Fraction>("share", "Speed of each core relative to a real one.", new Fraction(1), share => share.Value >= 0.01 ? null : "it must be at least 0.01"),
        fields.Quantity("memory", "Memory of each node.", null, (Memory memory) => memory.Bytes >= 1 << 25 ? null : "a node needs at least 32Mi"),
        fields.OptionalInteger("processes", "Most processes and threads of each node.", 16, 1_000_000),
        fields.Section("disk", "Disk rates of each node.", disk => new DiskRates(
            disk.OptionalQuantity<DataRate>("read", "Most that it reads."),
            disk.OptionalQuantity<DataRate>("write", "Most that it writes.")), mandatory: false),
        fields.Section("power", "What each node draws.", ReadPower, mandatory: false),
        fields.Number("pue", "Power usage effectiveness of the site.", 1, 1, 10),
        fields.Section("carbon", "Carbon intensity of the site's electricity.", new GridReader(vocabulary, folder).Read, mandatory: false),
        fields.Number("price", "Price of a kilowatt-hour, in any currency.", 0, 0, 1e6),
        fields.OptionalQuantity<Power>("sleep", "What a node draws while nothing runs on it; without it, idle power."),
        fields.Section("gpu", "Graphics processors of each node.", ReadGpu, mandatory: false));

    private static GpuPool ReadGpu(Fields fields) => new(
        fields.Integer("count", "How many.", null, 1, 64),
        fields.Text("model", "Their model, which jobs may ask for.", ""),
        fields.OptionalQuantity<Power>("peak", "What one draws in full use above its idle power."));

    private static NodeFailure ReadFailure(Fields fields, IReadOnlyList<Site> sites)
    {
        var failure = new NodeFailure(
            fields.Text("of", "Node that fails, or site for each of its nodes.", null),
            fields.OptionalQuantity<Duration>("at", "When it fails, from the start of the run."),
            fields.Quantity<Duration>("repair", "How long it is away; the mean of an exponential time with 'every'.", null, time => time.Seconds > 0 ? null : "it must be above 0"),
            fields.OptionalQuantity<Duration>("every", "Mean of the exponential time between failures.", time => time.Seconds > 0 ? null : "it must be above 0"));
        if (fields.Has("at") == fields.Has("every"))
            fields.Error("at", "a failure happens at a moment or at random", "either at or every");
        var names = sites.SelectMany(site => new Continuum([site], []).Nodes.Select(node => node.Name).Prepend(site.Name)).ToList();
        if (failure.Target.Length > 0 && sites.Count > 0 && !names.Contains(failure.Target))
            fields.Error("of", $"there is no node or site '{failure.Target}'", Spelling.Suggest(failure.Target, names));
        return failure;
    }

    /// <summary>Sites of another tool's file of nodes; what it does not say comes from the keys beside it.</summary>
    private List<Site> ReadImport(Fields fields)
    {
        var path = fields.Text("file", "Path of the file of nodes.", null);
        var format = fields.Word("format", "Format of the file.", vocabulary.NodeFormats, null);
        var power = fields.Section("power", "What each node draws.", ReadPower, mandatory: false);
        var grid = fields.Section("carbon", "Carbon intensity of the electricity.", new GridReader(vocabulary, folder).Read, mandatory: false);
        var pue = fields.Number("pue", "Power usage effectiveness.", 1, 1, 10);
        if (path.Length == 0 || !vocabulary.NodeFormats.Contains(format))
            return [];
        try
        {
            return [.. vocabulary.ReadNodes(Path.GetFullPath(path, folder), format).Select(site => site with { Power = power ?? site.Power, Grid = grid ?? site.Grid, Pue = fields.Has("pue") ? pue : site.Pue })];
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            fields.Error("file", exception.Message);
            return [];
        }
    }

    private static PowerCurve ReadPower(Fields fields)
    {
        var points = fields.Quantities<Power>("points", "Power at evenly spaced utilisations from idle to full, as SPECpower gives them.", 2);
        var idle = fields.OptionalQuantity<Power>("idle", "Power at utilisation 0.");
        var peak = fields.OptionalQuantity<Power>("peak", "Power at utilisation 1.");
        if (fields.Has("points"))
        {
            if (idle is not null || peak is not null)
                fields.Error("points", "power is given twice", "either points, or idle and peak");
        }
        else if (idle is null || peak is null)
            fields.Error(idle is null ? "idle" : "peak", "power needs idle and peak, or points");
        else if (idle.Value.Watts > peak.Value.Watts)
            fields.Error("idle", $"idle power {idle} is above peak power {peak}");
        return points.Count >= 2 ? new(points) : new([idle ?? default, peak ?? default]);
    }
}
