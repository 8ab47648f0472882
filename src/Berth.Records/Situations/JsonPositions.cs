using System.Text;
using System.Text.Json;

namespace Berth.Records.Situations;

/// <summary>Where in a document its mistakes are.</summary>
internal static class JsonPositions
{
    /// <summary>Mistakes that begin with a JSON path, each with the line and column of what the path names; of what is missing, those of the object that lacks it.</summary>
    internal static IReadOnlyList<string> Locate(IReadOnlyList<string> errors, ReadOnlySpan<byte> utf8)
    {
        var offsets = Offsets(utf8);
        var located = new List<string>();
        foreach (var error in errors)
        {
            var path = error.Split(' ')[0];
            while (!offsets.ContainsKey(path) && path.LastIndexOfAny(['.', '[']) is var cut and > 0)
                path = path[..cut];
            located.Add(offsets.TryGetValue(path, out var offset) ? $"{Position(utf8, offset)}: {error}" : error);
        }
        return located;
    }

    private static string Position(ReadOnlySpan<byte> utf8, long offset)
    {
        var before = utf8[..(int)offset];
        return $"line {before.Count((byte)'\n') + 1}, column {Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1}";
    }

    /// <summary>The offset of each property and element by its path.</summary>
    private static Dictionary<string, long> Offsets(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        var (offsets, parents, path) = (new Dictionary<string, long>(), new Stack<(string Path, int Element)>(), "$");
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                path = $"{parents.Peek().Path}.{reader.GetString()}";
                offsets.TryAdd(path, reader.TokenStartIndex);
                continue;
            }
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                parents.Pop();
                continue;
            }
            if (parents.TryPeek(out var parent) && parent.Element >= 0)
            {
                path = $"{parent.Path}[{parent.Element}]";
                parents.Push(parents.Pop() with { Element = parent.Element + 1 });
            }
            offsets.TryAdd(path, reader.TokenStartIndex);
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                parents.Push((path, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
        }
        return offsets;
    }
}
