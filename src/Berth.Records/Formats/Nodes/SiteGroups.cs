using Berth.Model;
using Berth.Model.Units;

namespace Berth.Records.Formats.Nodes;

/// <summary>Gathers nodes of one kind into sites.</summary>
/// <typeparam name="TKind">What nodes of one site have in common.</typeparam>
internal sealed class SiteGroups<TKind> where TKind : notnull
{
    private const int LongestName = 40;

    private readonly Dictionary<TKind, List<string>> _nodes = [];
    private readonly List<TKind> _order = [];

    internal void Add(TKind kind, string node)
    {
        if (!_nodes.TryGetValue(kind, out var names))
        {
            _nodes[kind] = names = [];
            _order.Add(kind);
        }
        names.Add(node);
    }

    /// <summary>The sites by first node. Two that would have the same name get numbers.</summary>
    internal IReadOnlyList<Site> Sites(Func<TKind, string, string> name, Func<TKind, Site> make)
    {
        var taken = new HashSet<string>();
        var sites = new List<Site>();
        foreach (var kind in _order)
        {
            var wanted = Plain(name(kind, _nodes[kind][0]));
            var given = wanted;
            for (var number = 2; !taken.Add(given); number++)
                given = $"{wanted}-{number}";
            sites.Add(make(kind) with { Name = given, Nodes = _nodes[kind].Count, NodeNames = _nodes[kind] });
        }
        return sites;
    }

    /// <summary>A site of which only the hardware is known.</summary>
    internal static Site Hardware(double cores, double bytes, GpuPool? gpu) =>
        new("", Tier.Cloud, 0, new(cores), new Fraction(1), new(bytes), null, null, null, 1, null, Gpu: gpu);

    /// <summary>A name as sites have it: small letters, digits and '-', beginning with a letter.</summary>
    private static string Plain(string text)
    {
        var letters = string.Concat(text.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');
        if (letters.Length == 0 || !char.IsAsciiLetter(letters[0]))
            letters = $"site-{letters}".TrimEnd('-');
        return letters.Length > LongestName ? letters[..LongestName].TrimEnd('-') : letters;
    }
}
