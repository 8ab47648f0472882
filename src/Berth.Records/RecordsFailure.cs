using Microsoft.Data.Sqlite;
using Npgsql;

namespace Berth.Records;

/// <summary>Says what went wrong on a disk in words that a person can act on.</summary>
internal static class RecordsFailure
{
    // https://www.sqlite.org/rescode.html
    private const int Busy = 5, ReadOnly = 8, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;
    // errno, and what FileStream says when it cannot reserve the room that it was asked for.
    private const int NoSpace = 28, ReadOnlyFileSystem = 30, CannotReserve = 0x1620;

    internal static RecordsException From(string doing, string path, Exception cause)
    {
        var (why, remedy) = cause switch
        {
            SqliteException { SqliteErrorCode: Full } => DiskFull,
            SqliteException { SqliteErrorCode: InputOutput } when FreeBytes(path) < 1 << 16 => DiskFull,
            SqliteException { SqliteErrorCode: ReadOnly or CannotOpen } => NotWritable,
            SqliteException { SqliteErrorCode: Busy } => ("another process holds it", "wait until that process ends, or stop it"),
            SqliteException { SqliteErrorCode: Corrupt or NotADatabase } => ("it is not a run database or is damaged", "use a copy, or run the experiment again"),
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } => ("the server does not accept this user or password", "give the password in PGPASSWORD or in --store"),
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } wrong => (wrong.MessageText, "make the database: createdb NAME"),
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } => DiskFull,
            PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } wrong => (wrong.MessageText, "let the user make schemas: GRANT CREATE ON DATABASE"),
            PostgresException { SqlState: PostgresErrorCodes.UndefinedTable } wrong => (wrong.MessageText, "the schema of this run is gone from the database"),
            PostgresException wrong => ($"{wrong.MessageText} ({wrong.SqlState})", "see the log of the server"),
            NpgsqlException { InnerException: System.Net.Sockets.SocketException or TimeoutException } => ("the server does not answer", "start it, or check Host and Port"),
            NpgsqlException => (cause.Message, "check the server, and give the password in PGPASSWORD or in --store"),
            FileNotFoundException or DirectoryNotFoundException => ("there is no such file or folder", "check the path"),
            UnauthorizedAccessException => NotWritable,
            IOException when (cause.HResult & 0xFFFF) is NoSpace or CannotReserve => DiskFull,
            IOException when (cause.HResult & 0xFFFF) is ReadOnlyFileSystem => NotWritable,
            _ => (cause.Message, "check the disk and the path"),
        };
        return new($"cannot {doing} {path}: {why}; {remedy}", cause);
    }

    /// <summary>Runs an action and translates what the disk or the database throws.</summary>
    internal static T Translate<T>(string doing, string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception cause) when (cause is SqliteException or NpgsqlException or System.Net.Sockets.SocketException or IOException or UnauthorizedAccessException)
        {
            throw From(doing, path, cause);
        }
    }

    internal static void Translate(string doing, string path, Action action) => Translate(doing, path, () =>
    {
        action();
        return 0;
    });

    private static (string, string) DiskFull => ("the disk is full", "free some space there, or choose another folder for runs");

    private static (string, string) NotWritable => ("the file or its folder cannot be opened with these rights", "allow access to it, or choose another folder for runs");

    private static long FreeBytes(string path)
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(path))!).AvailableFreeSpace;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return long.MaxValue;
        }
    }
}
