namespace Berth.Records.Store;

/// <summary>A table of the run store: its columns carry their units in their names.</summary>
/// <param name="Name">Name, also of its CSV file.</param>
/// <param name="Columns">Name and SQL type of each column, in order, in SQLite's words.</param>
/// <param name="Index">Column that readers select by; null when they always read everything.</param>
internal sealed record Table(string Name, IReadOnlyList<(string Name, string Type)> Columns, string? Index = null)
{
    private const string PrimaryKey = "PRIMARY KEY";

    /// <summary>Column by which a row replaces an earlier one; null where rows are only added.</summary>
    internal string? Key => Columns.FirstOrDefault(column => column.Type.EndsWith(PrimaryKey, StringComparison.Ordinal)).Name;

    /// <summary>The names of the columns, in order.</summary>
    internal string ColumnNames => string.Join(", ", Columns.Select(column => column.Name));

    /// <summary>Makes the table and its index.</summary>
    /// <param name="type">Translates a type to the database's own.</param>
    /// <param name="more">Further columns.</param>
    internal string CreateSql(Func<string, string>? type = null, string more = "") =>
        $"CREATE TABLE {Name} ({string.Join(", ", Columns.Select(column => $"{column.Name} {type?.Invoke(column.Type) ?? column.Type}"))}{more});" +
        (Index is null ? "" : $"CREATE INDEX {Name}_by_{Index} ON {Name} ({Index});");

    /// <summary>Selects every column in order, in the order of insertion.</summary>
    internal string SelectSql(string where = "") => $"SELECT {ColumnNames} FROM {Name} {where} ORDER BY rowid";
}
