using System.Globalization;
using System.Text;

namespace Berth.Records.Formats.Continuum;

/// <summary>Writes checked settings as an experiment file.</summary>
internal static class ExperimentText
{
    private const string Jitter = "The framework delays each packet by a normal distribution with latency_var as its deviation; here latency varies evenly by as much to both sides, without reordering.";

    private const string SharedRate = "The framework lets all nodes of a tier share the rate towards another; here each pair of nodes has the whole rate.";

    private const string DiskSpeed = "Disk speeds are read as the MB/s that the framework documents; it hands them on as bytes a second.";

    internal static string Write(CfgSettings settings, string file)
    {
        var text = new StringBuilder();
        var links = Links(settings);
        text.Append($"# Imported from {IniReader.Short(file)}, a configuration of the Continuum framework.\n");
        Comments(text, "What means something else here:",
        [
            .. links.Any(link => link.Jitter > 0) ? [Jitter] : (string[])[],
            .. links.Any(link => link.Rate is not null) ? [SharedRate] : (string[])[],
            .. settings.Tiers.Any(tier => Disk(tier).Length > 0) ? [DiskSpeed] : (string[])[],
        ]);
        Comments(text, "What was left out or translated, and why:", settings.Notes);
        text.Append($"name: {Name(file)}\ncontinuum:\n  sites:\n");
        foreach (var tier in settings.Tiers)
            text.Append($"    {tier.Name}: {{ nodes: {tier.Nodes}, cpu: {tier.Cores}, memory: {tier.Memory}Gi, share: {Number(tier.Quota)}{Disk(tier)} }}\n");
        Write(links, text);
        Workload(settings, text);
        return text.ToString();
    }

    private static void Comments(StringBuilder text, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
            text.Append($"#\n# {title}\n");
        foreach (var line in lines)
            text.Append($"# - {line}\n");
    }

    /// <summary>The links whose two ends are there.</summary>
    private static List<CfgLink> Links(CfgSettings settings)
    {
        var nodes = settings.Tiers.ToDictionary(tier => tier.Name, tier => tier.Nodes);
        return [.. settings.Links.Where(link =>
            nodes.ContainsKey(link.From) && nodes.ContainsKey(link.To) && (link.From != link.To || nodes[link.From] > 1))];
    }

    private static void Write(List<CfgLink> links, StringBuilder text)
    {
        if (links.Count > 0)
            text.Append("  links:\n");
        foreach (var link in links)
        {
            var ends = link.From == link.To ? $"within: {link.From}" : $"between: [{link.From}, {link.To}]";
            var jitter = link.Jitter > 0 ? $" ± {Number(link.Jitter)}ms" : "";
            var rate = link.Rate is { } megabits ? $", rate: {Number(megabits)}Mbit/s" : "";
            text.Append($"    - {{ {ends}, latency: {Number(link.Latency)}ms{jitter}{rate} }}\n");
        }
    }

    private static void Workload(CfgSettings settings, StringBuilder text)
    {
        var source = settings.Tiers[^1].Name;
        var placement = settings.Tiers.Any(tier => tier.Name == settings.Worker) && settings.Worker != source ? settings.Worker : "local";
        text.Append("workloads:\n");
        if (settings.Rate is null)
            text.Append("  # A stand-in: the original runs nothing that Berth has, and an experiment needs something to run. Put your own here.\n");
        var transport = placement == "local" ? "" : $", transport: {settings.Transport}";
        text.Append($"  camera: {{ kind: image-classification, source: {source}, rate: {settings.Rate ?? 1}/s, picture: 68kB{transport} }}\n");
        text.Append($"compare: {{ placement: [{placement}] }}\nrun: {{ duration: {settings.Seconds ?? 30}s }}\n");
    }

    private static string Disk(CfgTier tier) => (tier.ReadSpeed, tier.WriteSpeed) switch
    {
        (0, 0) => "",
        (var read, 0) => $", disk: {{ read: {read}MB/s }}",
        (0, var write) => $", disk: {{ write: {write}MB/s }}",
        var (read, write) => $", disk: {{ read: {read}MB/s, write: {write}MB/s }}",
    };

    private static string Name(string file)
    {
        var stem = Path.GetFileNameWithoutExtension(file);
        var name = string.Concat(stem.Take(60).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-')).Trim('.', '-');
        return name.Length == 0 || !char.IsAsciiLetter(name[0]) ? "imported-" + name[..Math.Min(name.Length, 50)] : name;
    }

    private static string Number(double value) => value.ToString("0.############", CultureInfo.InvariantCulture);
}
