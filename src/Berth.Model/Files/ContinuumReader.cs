using Berth.Model.Units;

namespace Berth.Model.Files;

/// <summary>Declares the sections of a continuum.</summary>
internal sealed class ContinuumReader(Vocabulary vocabulary, string folder)
{
    private static readonly Dictionary<string, Tier> TierWords = new() { ["endpoint"] = Tier.Endpoint, ["edge"] = Tier.Edge, ["cloud"] = Tier.Cloud };

    internal Continuum Read(Fields fields)
    {
        var sites = fields.Map("sites", "Places with equal nodes, by name.", ReadSite);
        var links = fields.List("links", "Links between sites, or within one.", link => new LinkReader(sites, folder).Read(link)).SelectMany(pair => pair).ToList();
        var seen = new HashSet<(string, string)>();
        foreach (var link in links)
            if (!seen.Add((link.From, link.To)))
                fields.Error("links", $"there are two links from {link.From} to {link.To}", "keep one, or use from/to for one direction each");
        if (sites.Sum(site => (long)site.Nodes) > 4000)
            fields.Error("sites", "the continuum has more than 4000 nodes");
        return new(sites, links);
    }

    private Site ReadSite(string name, Fields fields) => new(
        name,
        fields.Choice("tier", "Layer of the continuum; the site's name if that is one.", TierWords, TierWords.TryGetValue(name, out var tier) ? tier : null),
        fields.Integer("nodes", "How many equal nodes.", 1, 1, 1000),
        fields.Quantity("cpu", "Cores of each node.", null, (Cpu cpu) => cpu.Cores is >= 0.001 and <= 1024 ? null : "it must be from 1m to 1024 cores"),
        fields.Quantity<Fraction>("share", "Speed of each core relative to a real one.", new Fraction(1), share => share.Value >= 0.01 ? null : "it must be at least 0.01"),
        fields.Quantity("memory", "Memory of each node.", null, (Memory memory) => memory.Bytes >= 1 << 25 ? null : "a node needs at least 32Mi"),
        fields.OptionalInteger("processes", "Most processes and threads of each node.", 16, 1_000_000),
        fields.Section("disk", "Disk rates of each node.", disk => new DiskRates(
            disk.OptionalQuantity<DataRate>("read", "Most that it reads."),
            disk.OptionalQuantity<DataRate>("write", "Most that it writes.")), mandatory: false),
        fields.Section("power", "What each node draws.", ReadPower, mandatory: false),
        fields.Number("pue", "Power usage effectiveness of the site.", 1, 1, 10),
        fields.Section("carbon", "Carbon intensity of the site's electricity.", ReadCarbon, mandatory: false)?.Intensity);

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

    private Grid ReadCarbon(Fields fields)
    {
        var intensity = fields.OptionalQuantity<CarbonIntensity>("intensity", "Grams of CO2 equivalent for each kilowatt-hour.");
        var zone = fields.Word("zone", "Grid zone whose mean intensity is used.", [.. vocabulary.Zones.Keys], "");
        if (intensity is not null && fields.Has("zone"))
            fields.Error("zone", "carbon intensity is given twice", "either zone or intensity");
        if (intensity is null && !fields.Has("zone") && !fields.Has("intensity"))
            fields.Error("zone", "carbon needs a zone or an intensity", "for example intensity: 350g/kWh");
        return new(intensity ?? vocabulary.Zones.GetValueOrDefault(zone));
    }

    private sealed record Grid(CarbonIntensity Intensity);
}
