namespace Berth.Records.Store;

/// <summary>A table of the run store: its columns carry their units in their names.</summary>
/// <param name="Name">Name, also of its CSV file.</param>
/// <param name="Columns">Name and SQL type of each column, in order.</param>
/// <param name="Index">Column that readers select by; null when they always read everything.</param>
internal sealed record Table(string Name, IReadOnlyList<(string Name, string Type)> Columns, string? Index = null)
{
    internal string CreateSql =>
        $"CREATE TABLE {Name} ({string.Join(", ", Columns.Select(column => $"{column.Name} {column.Type}"))});" +
        (Index is null ? "" : $"CREATE INDEX {Name}_by_{Index} ON {Name} ({Index});");

    internal string InsertSql =>
        $"INSERT OR REPLACE INTO {Name} ({string.Join(", ", Columns.Select(column => column.Name))}) " +
        $"VALUES ({string.Join(", ", Enumerable.Range(0, Columns.Count).Select(Parameter))})";

    /// <summary>Selects every column in order, in the order of insertion.</summary>
    internal string SelectSql(string where = "") => $"SELECT {string.Join(", ", Columns.Select(column => column.Name))} FROM {Name} {where} ORDER BY rowid";

    internal static string Parameter(int index) => $"$p{index}";
}
