using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Berth.Records.Store;

/// <summary>
/// Records in a schema of a PostgreSQL database, one schema a run. Rows of tables without a key go in by binary COPY; what has a key is replaced by
/// <c>ON CONFLICT</c>. The version is the comment of the schema.
/// </summary>
internal sealed class PostgresDatabase : RunDatabase
{
    private const string VersionText = "records of Berth, version ";

    private PostgresDatabase(NpgsqlConnection connection, string place) : base(connection, place)
    {
    }

    internal static PostgresDatabase Create(StorePointer pointer) => Open(pointer, database =>
    {
        using var transaction = database.Connection.BeginTransaction();
        database.Execute($"CREATE SCHEMA {Quote(pointer.Schema)}");
        database.Execute($"COMMENT ON SCHEMA {Quote(pointer.Schema)} IS '{VersionText}{Schema.Version}'");
        database.Execute(UseSchema(pointer));
        database.Execute(string.Concat(Schema.Tables.Select(table => table.CreateSql(TypeOf, RowId(table)))));
        transaction.Commit();
    });

    internal static PostgresDatabase Open(StorePointer pointer) => Open(pointer, static _ => { });

    /// <inheritdoc/>
    internal override long Version() =>
        Scalar("SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = current_schema()") is string text && text.StartsWith(VersionText, StringComparison.Ordinal)
            ? long.Parse(text[VersionText.Length..]) : 0;

    /// <inheritdoc/>
    internal override void Insert(DbTransaction transaction, Table table, IEnumerable<object?[]> rows)
    {
        if (table.Key is { } key)
            Replace((NpgsqlTransaction)transaction, table, key, rows);
        else
            Copy(table, rows);
    }

    /// <inheritdoc/>
    public override void Dispose() => Connection.Dispose();

    private void Copy(Table table, IEnumerable<object?[]> rows)
    {
        NpgsqlDbType[] types = [.. table.Columns.Select(column => Kind(column.Type))];
        using var importer = ((NpgsqlConnection)Connection).BeginBinaryImport($"COPY {table.Name} ({table.ColumnNames}) FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            importer.StartRow();
            for (var column = 0; column < types.Length; column++)
                switch (types[column], row[column])
                {
                    case (_, null) or (_, double.NaN):
                        importer.WriteNull();
                        break;
                    case (NpgsqlDbType.Bigint, var value):
                        importer.Write(Convert.ToInt64(value), NpgsqlDbType.Bigint);
                        break;
                    case (NpgsqlDbType.Double, var value):
                        importer.Write(Convert.ToDouble(value), NpgsqlDbType.Double);
                        break;
                    case (_, var value):
                        importer.Write((string)value, NpgsqlDbType.Text);
                        break;
                }
        }
        importer.Complete();
    }

    private void Replace(NpgsqlTransaction transaction, Table table, string key, IEnumerable<object?[]> rows)
    {
        using var command = ((NpgsqlConnection)Connection).CreateCommand();
        command.Transaction = transaction;
        // What is replaced comes last, unless a number says its place.
        var renumber = HasNumber(table) ? "" : ", rowid = DEFAULT";
        var others = table.Columns.Select(column => column.Name).Where(name => name != key).Select(name => $"{name} = excluded.{name}");
        command.CommandText = $"INSERT INTO {table.Name} ({table.ColumnNames}) VALUES ({string.Join(", ", table.Columns.Select((_, column) => $"${column + 1}"))}) " +
            $"ON CONFLICT ({key}) DO UPDATE SET {string.Join(", ", others)}{renumber}";
        foreach (var column in table.Columns)
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = Kind(column.Type) });
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Length; column++)
                command.Parameters[column].Value = row[column] switch
                {
                    null or double.NaN => DBNull.Value,
                    var value when command.Parameters[column].NpgsqlDbType == NpgsqlDbType.Bigint => Convert.ToInt64(value),
                    var value => value,
                };
            command.ExecuteNonQuery();
        }
    }

    private static PostgresDatabase Open(StorePointer pointer, Action<PostgresDatabase> prepare)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(pointer.Connection) { Pooling = false, CommandTimeout = 0 }.ToString());
        try
        {
            connection.Open();
            var database = new PostgresDatabase(connection, pointer.Place);
            prepare(database);
            database.Execute(UseSchema(pointer));
            return database;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The order of rows, which SQLite keeps by itself: that of insertion, or that of a key that is a number. A run has one writer, so that numbers taken in advance are in order.
    /// </summary>
    private static string RowId(Table table) =>
        $", rowid bigint GENERATED ALWAYS AS {(HasNumber(table) ? $"({table.Key}) STORED" : "IDENTITY (CACHE 1000)")}";

    private static bool HasNumber(Table table) => table.Columns.Any(column => column.Name == table.Key && Kind(column.Type) == NpgsqlDbType.Bigint);

    private static string UseSchema(StorePointer pointer) => $"SET search_path TO {Quote(pointer.Schema)}";

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static NpgsqlDbType Kind(string type) => type.Split(' ')[0] switch { "INTEGER" => NpgsqlDbType.Bigint, "REAL" => NpgsqlDbType.Double, _ => NpgsqlDbType.Text };

    private static string TypeOf(string type) => type.Replace("INTEGER", "bigint", StringComparison.Ordinal).Replace("REAL", "double precision", StringComparison.Ordinal);
}
