using System.Text.Json;
using Npgsql;

namespace Berth.Records.Store;

/// <summary>Where the records of a run are when they are in PostgreSQL. The folder of the run keeps it, without the password, in the place of the database.</summary>
/// <param name="Connection">Connection string of Npgsql.</param>
/// <param name="Schema">Schema that holds the tables.</param>
internal sealed record StorePointer(string Connection, string Schema)
{
    private const int LongestStem = 45;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What people are told: server, database and schema.</summary>
    internal string Place
    {
        get
        {
            var parts = Parse(Connection);
            return $"PostgreSQL at {parts.Host ?? "?"}:{parts.Port}, database {parts.Database ?? parts.Username ?? "?"}, schema {Schema}";
        }
    }

    /// <summary>The file that stands where the database would.</summary>
    internal static string FileOf(string database) => Path.ChangeExtension(database, ".store.json");

    /// <summary>A schema for the run whose database would have this path. Two machines may make runs of one name in one database.</summary>
    /// <exception cref="RecordsException">The text is no connection string.</exception>
    internal static StorePointer Make(string connection, string database)
    {
        _ = Parse(connection);
        var run = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(database))) ?? "run";
        return new(connection, $"{run[..Math.Min(run.Length, LongestStem)]}-{Guid.NewGuid():N}"[..Math.Min(run.Length + 9, LongestStem + 9)]);
    }

    /// <summary>The pointer beside a database's path; a connection string that is given replaces the one it keeps, which has no password.</summary>
    internal static StorePointer Read(string database, string? connection)
    {
        var file = FileOf(database);
        try
        {
            var pointer = JsonSerializer.Deserialize<StorePointer>(File.ReadAllText(file), Options);
            return pointer is { Connection: not null, Schema: not null }
                ? pointer with { Connection = Parse(connection ?? pointer.Connection).ToString() }
                : throw new JsonException("it lacks 'connection' or 'schema'");
        }
        catch (JsonException exception)
        {
            throw new RecordsException($"cannot read {file}: {exception.Message}; it should say where in PostgreSQL the records of the run are", exception);
        }
    }

    /// <summary>Keeps the pointer beside a database's path, without the password.</summary>
    internal void Write(string database)
    {
        var open = Parse(Connection);
        open.Remove("Password");
        open.Remove("SSL Password");
        File.WriteAllText(FileOf(database), JsonSerializer.Serialize(this with { Connection = open.ToString() }, Options) + "\n");
    }

    private static NpgsqlConnectionStringBuilder Parse(string connection)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connection);
            return builder.Host is { Length: > 0 } ? builder : throw new ArgumentException("it names no Host");
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new RecordsException($"the store is no connection string: {exception.Message}; write it as \"Host=127.0.0.1;Port=5432;Database=berth;Username=berth\", with the password in PGPASSWORD", exception);
        }
    }
}
