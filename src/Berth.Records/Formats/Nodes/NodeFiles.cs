using Berth.Model;
using Berth.Model.Files;

namespace Berth.Records.Formats.Nodes;

/// <summary>Files of nodes in the formats of other tools, as sites: one for each kind of hardware (and supply) in the order of its first node, with the names of its nodes.</summary>
public static class NodeFiles
{
    private static readonly Dictionary<string, Func<string, IReadOnlyList<Site>>> Readers = new()
    {
        ["openb"] = OpenbNodes.Read,
        ["nodes"] = NodesCsv.Read,
        ["cluster"] = ClusterNodesCsv.Read,
    };

    /// <summary>Names of the formats.</summary>
    public static IReadOnlyCollection<string> Formats { get; } = [.. Readers.Keys];

    /// <summary>Reads a file of nodes.</summary>
    /// <exception cref="ArgumentException">The format is unknown.</exception>
    /// <exception cref="FormatException">The file is not in the format; the message is <c>file:line: what (what to do)</c>.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<Site> Read(string path, string format) =>
        Readers.TryGetValue(format, out var read) ? read(path) : throw new ArgumentException($"there is no format of node files '{format}' ({Spelling.Suggest(format, Formats)})", nameof(format));
}
