using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Berth.Records.Store;

/// <summary>Records in one file of SQLite.</summary>
internal sealed class SqliteDatabase : RunDatabase
{
    private readonly Dictionary<Table, SqliteCommand> _inserts = [];
    private bool _written;

    private SqliteDatabase(SqliteConnection connection, string path) : base(connection, path)
    {
    }

    internal static SqliteDatabase Create(string path) => Open(path, SqliteOpenMode.ReadWriteCreate, database =>
    {
        database.Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;");
        database.Execute("BEGIN;" + string.Concat(Schema.Tables.Select(table => table.CreateSql())) + $"PRAGMA user_version={Schema.Version}; COMMIT;");
        database._written = true;
    });

    internal static SqliteDatabase Open(string path) => Open(path, SqliteOpenMode.ReadOnly, static _ => { });

    /// <inheritdoc/>
    internal override long Version() => Convert.ToInt64(Scalar("PRAGMA user_version"));

    /// <inheritdoc/>
    internal override void Insert(DbTransaction transaction, Table table, IEnumerable<object?[]> rows)
    {
        var command = Prepared(table);
        command.Transaction = (SqliteTransaction)transaction;
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Length; column++)
                command.Parameters[column].Value = row[column] is null or double.NaN ? DBNull.Value : row[column];
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Folds the log into the database, so that the one file can be copied and read anywhere.</summary>
    public override void Dispose()
    {
        foreach (var command in _inserts.Values)
            command.Dispose();
        _inserts.Clear();
        try
        {
            if (_written && Connection.State == System.Data.ConnectionState.Open)
                Execute("PRAGMA journal_mode=DELETE;", patienceSeconds: 1);
        }
        catch (SqliteException)
        {
            // A reader is still at it, or the disk is full: the log stays beside the database, which is whole with it.
        }
        Connection.Dispose();
    }

    private SqliteCommand Prepared(Table table)
    {
        if (_inserts.TryGetValue(table, out var command))
            return command;
        command = (SqliteCommand)Connection.CreateCommand();
        command.CommandText = $"INSERT OR REPLACE INTO {table.Name} ({table.ColumnNames}) VALUES ({string.Join(", ", table.Columns.Select((_, column) => $"$p{column}"))})";
        for (var column = 0; column < table.Columns.Count; column++)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"$p{column}" });
        return _inserts[table] = command;
    }

    private static SqliteDatabase Open(string path, SqliteOpenMode mode, Action<SqliteDatabase> prepare)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            var database = new SqliteDatabase(connection, path);
            prepare(database);
            return database;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
