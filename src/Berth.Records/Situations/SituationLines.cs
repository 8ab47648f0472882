namespace Berth.Records.Situations;

/// <summary>Finds situations in files.</summary>
public static class SituationLines
{
    /// <summary>A whole file, or standard input where none is named.</summary>
    /// <exception cref="SituationException">It has several lines that are a situation each, or nothing.</exception>
    public static ReadOnlyMemory<byte> ReadAll(string? path)
    {
        using var stream = path is null ? Console.OpenStandardInput() : File.OpenRead(path);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        if (bytes.Length == 0)
            throw new SituationException([$"{path ?? "standard input"} is empty; give a situation (docs/formats/situation.md)"]);
        if (path is not null && Path.GetExtension(path) == ".jsonl")
            throw new SituationException([$"{path} holds a situation in each line; say which with --line N"]);
        return bytes.ToArray();
    }

    /// <summary>One line of a file.</summary>
    /// <exception cref="SituationException">It has fewer.</exception>
    public static ReadOnlyMemory<byte> Read(string path, int line)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(line, 1);
        var count = 0;
        foreach (var text in File.ReadLines(path))
            if (++count == line)
                return System.Text.Encoding.UTF8.GetBytes(text);
        throw new SituationException([$"{path} has {count} lines, so there is no line {line}"]);
    }
}
