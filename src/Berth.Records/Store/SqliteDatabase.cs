using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Berth.Records.Store;

/// <summary>Records in one file of SQLite.</summary>
internal sealed class SqliteDatabase : RunDatabase
{
    private readonly Dictionary<Table, sqlite3_stmt> _inserts = [];
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

    /// <summary>Binds values to the statement itself: the commands of the client would take several times as long for each row.</summary>
    internal override void Insert(DbTransaction transaction, Table table, IEnumerable<object?[]> rows)
    {
        var statement = Prepared(table);
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Length; column++)
                Check(Bind(statement, column + 1, row[column]));
            var result = raw.sqlite3_step(statement);
            raw.sqlite3_reset(statement);
            Check(result);
        }
    }

    /// <summary>Folds the log into the database, so that the one file can be copied and read anywhere.</summary>
    public override void Dispose()
    {
        foreach (var statement in _inserts.Values)
            statement.Dispose();
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

    private sqlite3_stmt Prepared(Table table)
    {
        if (_inserts.TryGetValue(table, out var statement))
            return statement;
        var values = string.Join(", ", table.Columns.Select((_, column) => $"?{column + 1}"));
        Check(raw.sqlite3_prepare_v2(Handle, $"INSERT OR REPLACE INTO {table.Name} ({table.ColumnNames}) VALUES ({values})", out statement));
        return _inserts[table] = statement;
    }

    private static int Bind(sqlite3_stmt statement, int place, object? value) => value switch
    {
        null or double.NaN => raw.sqlite3_bind_null(statement, place),
        long number => raw.sqlite3_bind_int64(statement, place, number),
        int number => raw.sqlite3_bind_int64(statement, place, number),
        double number => raw.sqlite3_bind_double(statement, place, number),
        string text => raw.sqlite3_bind_text(statement, place, text),
        _ => throw new InvalidOperationException($"a {value.GetType()} cannot be kept"),
    };

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, Handle);

    private sqlite3 Handle => ((SqliteConnection)Connection).Handle!;

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
