using System.Data.Common;

namespace Berth.Records.Store;

/// <summary>
/// What differs between the databases that records can be in: how tables are made, how rows get in, and how it is opened and closed. Everything is read by the same SQL.
/// </summary>
internal abstract class RunDatabase(DbConnection connection, string place) : IDisposable
{
    /// <summary>What people call it in a message; never with a password.</summary>
    internal string Place { get; } = place;

    /// <summary>The open connection.</summary>
    internal DbConnection Connection { get; } = connection;

    /// <summary>Adds rows to a table, or replaces those that have their key. The array of a row may be used again for the next.</summary>
    internal abstract void Insert(DbTransaction transaction, Table table, IEnumerable<object?[]> rows);

    /// <summary>The version of its schema; 0 where there is none.</summary>
    internal abstract long Version();

    /// <summary>Closes it after it has been written, so that it can be read anywhere.</summary>
    public abstract void Dispose();

    internal void Execute(string sql, int patienceSeconds = 30)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = patienceSeconds;
        command.ExecuteNonQuery();
    }

    internal object? Scalar(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
