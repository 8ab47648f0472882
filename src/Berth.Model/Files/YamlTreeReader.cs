using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Berth.Model.Files;

/// <summary>
/// Builds the tree from parser events, so that nesting is bounded and every value knows its place:
/// the library's own object model recurses as deep as the input says.
/// </summary>
internal sealed class YamlTreeReader(string text, List<Diagnostic> errors)
{
    private const int DeepestNesting = 32;
    private readonly Parser _parser = new(new StringReader(text));
    private readonly Dictionary<AnchorName, YamlTree> _anchors = [];

    internal YamlTree? Read()
    {
        try
        {
            _parser.Consume<StreamStart>();
            if (_parser.Accept<StreamEnd>(out _))
            {
                errors.Add(new(0, 0, "the file is empty", "see samples/where-to-compute.yaml"));
                return null;
            }
            _parser.Consume<DocumentStart>();
            var tree = ReadValue(0);
            _parser.Consume<DocumentEnd>();
            if (!_parser.Accept<StreamEnd>(out _))
                errors.Add(At(_parser.Current!, "a second document begins here", "one file is one experiment"));
            return tree;
        }
        catch (YamlException exception)
        {
            errors.Add(new((int)exception.Start.Line, (int)exception.Start.Column, "this is not YAML: " + OneLine(exception.Message), "check indentation, quotes and brackets"));
            return null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException)
        {
            // The library's scanner trips over its own assertions on some malformed text.
            var place = _parser.Current;
            errors.Add(new(place is null ? 1 : Line(place), place is null ? 1 : Column(place), "this is not YAML, from here on", "check indentation, quotes and brackets"));
            return null;
        }
    }

    private YamlTree ReadValue(int depth)
    {
        if (depth > DeepestNesting)
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, $"nested deeper than {DeepestNesting} levels");
        if (_parser.TryConsume<AnchorAlias>(out var alias))
            return _anchors.TryGetValue(alias.Value, out var known)
                ? known
                : throw new YamlException(alias.Start, alias.End, $"the alias *{alias.Value} has no anchor before it");
        if (_parser.TryConsume<Scalar>(out var scalar))
            return Anchor(scalar, new YamlScalar(scalar.Value, Line(scalar), Column(scalar)));
        if (_parser.TryConsume<SequenceStart>(out var sequence))
        {
            var items = new List<YamlTree>();
            while (!_parser.TryConsume<SequenceEnd>(out _))
                items.Add(ReadValue(depth + 1));
            return Anchor(sequence, new YamlList(items, Line(sequence), Column(sequence)));
        }
        var mapping = _parser.Consume<MappingStart>();
        return Anchor(mapping, ReadMap(mapping, depth));
    }

    private YamlMap ReadMap(MappingStart mapping, int depth)
    {
        var entries = new List<(YamlScalar, YamlTree)>();
        var seen = new HashSet<string>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var place = _parser.Current!;
            var key = ReadValue(depth + 1);
            var value = ReadValue(depth + 1);
            if (key is not YamlScalar name)
                errors.Add(At(place, $"a key must be text, not {key.Kind}"));
            else if (!seen.Add(name.Text))
                errors.Add(At(place, $"the key '{name.Text}' is here twice", "keep one of them"));
            else
                entries.Add((name, value));
        }
        return new(entries, Line(mapping), Column(mapping));
    }

    private YamlTree Anchor(NodeEvent node, YamlTree tree)
    {
        if (!node.Anchor.IsEmpty)
            _anchors[node.Anchor] = tree;
        return tree;
    }

    private static Diagnostic At(ParsingEvent place, string message, string? suggestion = null) =>
        new(Line(place), Column(place), message, suggestion);

    private static int Line(ParsingEvent place) => (int)place.Start.Line;

    private static int Column(ParsingEvent place) => (int)place.Start.Column;

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim();
}
