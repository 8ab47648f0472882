using Berth.Model.Units;

namespace Berth.Model.Files;

/// <summary>Declares one link; a symmetric one is read as two directed ones.</summary>
internal sealed class LinkReader(IReadOnlyList<Site> sites, string folder)
{
    internal IReadOnlyList<Link> Read(Fields fields)
    {
        string[] names = [.. sites.Select(site => site.Name)];
        var between = fields.Words("between", "The two sites of a symmetric link.", names);
        var from = fields.Word("from", "Sending site of a directed link.", names, "");
        var to = fields.Word("to", "Receiving site of a directed link.", names, "");
        var within = fields.Word("within", "Site whose nodes are linked with each other.", names, "");
        var preset = fields.Choice("preset", "Named values, each replaced by what the link itself says.", LinkPresets.ByName, default(LinkPreset));
        var latency = fields.Quantity<Latency>("latency", "One-way delay, and how far it varies.", preset.Latency);
        var rate = fields.OptionalQuantity<DataRate>("rate", "Bits of IP packets a second; unlimited without it.", rate => rate.BitsPerSecond >= 1000 ? null : "it must be at least 1kbit/s");
        var loss = fields.Quantity<Fraction>("loss", "Part of the packets that is lost.", default(Fraction));
        var queue = fields.OptionalQuantity<Duration>("queue", "Longest wait of a packet before it is dropped.");
        var trace = fields.OptionalText("trace", "Packet-delivery trace in mahimahi's format instead of a rate.");
        var changes = fields.Entries("changes", "What changes during a run: 'at 20s: latency 200ms', 'at 30s: down', 'at 40s: up'.", LinkChangeText.Parse);
        if (trace is not null && rate is not null)
            fields.Error("trace", "the rate is given twice", "either rate or trace");
        var traceFile = trace is null ? null : Path.GetFullPath(trace, folder);
        if (traceFile is not null && !File.Exists(traceFile))
            fields.Error("trace", $"there is no file {traceFile}");
        rate ??= trace is null && preset.Rate.BitsPerSecond > 0 ? preset.Rate : null;
        Link Directed(string sender, string receiver) =>
            new(sender, receiver, latency, rate, loss, queue, traceFile, [.. changes.OrderBy(change => change.At.Seconds)]);
        var ways = (fields.Has("between") ? 1 : 0) + (fields.Has("from") || fields.Has("to") ? 1 : 0) + (fields.Has("within") ? 1 : 0);
        if (ways != 1)
            fields.Error("between", "a link stands between two sites, from one to another, or within one", "for example between: [endpoint, edge]");
        else if (within.Length > 0)
            return [Directed(within, within)];
        else if (from.Length > 0 && to.Length > 0)
            return [Directed(from, to)];
        else if (between.Count == 2)
            return [Directed(between[0], between[1]), Directed(between[1], between[0])];
        else if (fields.Has("between"))
            fields.Error("between", "'between' needs two different sites", "for nodes of one site write within: edge");
        else if (!fields.Has("within"))
            fields.Error(fields.Has("from") ? "from" : "to", "a directed link needs both from and to");
        return [];
    }
}
