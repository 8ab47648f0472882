using Berth.Model.Files;

namespace Berth.Records.Formats.Delimited;

/// <summary>Rows of separated values whose columns have names.</summary>
internal sealed class TableReader : IDisposable
{
    private readonly string[] _header;
    private readonly string _kind;

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What the file should be, for errors.</param>
    /// <param name="separator">What separates columns.</param>
    /// <param name="assumed">Columns of a file whose first row has none of these names, and thus is no header; null demands one.</param>
    internal TableReader(string path, string kind, char separator = ',', string[]? assumed = null)
    {
        _kind = kind;
        Rows = new(path, separator);
        try
        {
            if (!Rows.Read())
                throw Mistake.At(path, 0, $"the file is empty and no {kind}", "check the path");
            var first = new string[Rows.Count];
            for (var column = 0; column < first.Length; column++)
                first[column] = Rows.Field(column).ToString();
            _header = first;
            if (assumed is not null && !first.Any(name => assumed.Contains(name, StringComparer.OrdinalIgnoreCase)))
            {
                _header = assumed;
                Rows.Again();
            }
        }
        catch
        {
            Rows.Dispose();
            throw;
        }
    }

    internal RowReader Rows { get; }

    internal IReadOnlyList<string> Header => _header;

    /// <summary>Index of the first column that has one of these names in any case; -1 when there is none.</summary>
    internal int Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (Array.FindIndex(_header, column => column.Equals(name, StringComparison.OrdinalIgnoreCase)) is var index and >= 0)
                return index;
        return -1;
    }

    /// <summary>Index of the column that has one of these names.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    internal int Column(params ReadOnlySpan<string> names)
    {
        var index = Find(names);
        if (index >= 0)
            return index;
        var meant = Spelling.Nearest(names[0], _header) is { } nearest ? $"is it {Mistake.Quote(nearest)}?" : $"is this a {_kind}?";
        throw Rows.Error($"there is no column '{names[0]}'", meant);
    }

    public void Dispose() => Rows.Dispose();
}
