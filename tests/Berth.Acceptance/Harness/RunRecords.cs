using Microsoft.Data.Sqlite;

namespace Berth.Acceptance.Harness;

/// <summary>The records of a run, read with a SQLite client as any user may.</summary>
internal sealed class RunRecords : IDisposable
{
    private readonly SqliteConnection _connection;

    internal RunRecords(string folder)
    {
        _connection = new(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "run.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        _connection.Open();
        // The records hold the items of the warm-up too.
        Execute("create temp view measured as select items.* from items join deployments using (deployment) where scheduled_ns >= start_ns");
    }

    /// <summary>The only run in a folder of runs.</summary>
    internal static string OnlyFolder(string runs) => Assert.Single(Directory.GetDirectories(runs));

    internal IReadOnlyList<IReadOnlyDictionary<string, object>> Rows(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<IReadOnlyDictionary<string, object>>();
        while (reader.Read())
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, reader.GetValue));
        return rows;
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    internal long Count(string table, string where = "1") => (long)Rows($"select count(*) as n from {table} where {where}")[0]["n"];

    /// <summary>A figure of every completed item, in the order in which they were scheduled.</summary>
    internal double[] Figures(string expression, string where = "1") =>
        [.. Rows($"select {expression} as x from measured where outcome = 'completed' and {where} order by scheduled_ns").Select(row => Convert.ToDouble(row["x"]))];

    public void Dispose() => _connection.Dispose();
}
