using System.Diagnostics;
using Npgsql;

namespace Berth.Records.Tests.Servers;

/// <summary>A PostgreSQL of Debian on a loopback port, made for the tests that share it and deleted with them.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string Password = "only for tests";

    private readonly string _folder = Directory.CreateTempSubdirectory("berth-postgres-").FullName;
    private readonly int _port = ServerProcess.FreePort();
    private ServerProcess? _server;

    /// <summary>Why there is none; null where there is one.</summary>
    internal string? Missing { get; private set; }

    /// <summary>Connection string of its database.</summary>
    internal string Connection => $"{WithoutPassword};Password={Password}";

    internal string WithoutPassword => $"Host=127.0.0.1;Port={_port};Database=postgres;Username=berth";

    /// <summary>Skips the test where the machine has no PostgreSQL.</summary>
    internal void Need() => Assert.SkipWhen(Missing is not null, Missing ?? "");

    public async ValueTask InitializeAsync()
    {
        var programs = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).LastOrDefault() : null;
        if (programs is null || !File.Exists($"{programs}/bin/initdb"))
        {
            Missing = "needs PostgreSQL: apt-get install --no-install-recommends postgresql";
            return;
        }
        // The server refuses root.
        string[] user = Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
        await Run([.. user.Length > 0 ? (string[])["chown", "postgres:postgres"] : ["chmod", "700"], _folder]);
        await File.WriteAllTextAsync(Path.Combine(_folder, "password"), Password);
        await Run([.. user, $"{programs}/bin/initdb", "-D", $"{_folder}/data", "-U", "berth", "--auth=scram-sha-256", $"--pwfile={_folder}/password", "--no-sync", "--encoding=UTF8", "--locale=C"]);
        string[] command = [.. user, $"{programs}/bin/postgres", "-D", $"{_folder}/data", "-p", $"{_port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "shared_buffers=32MB"];
        _server = new(command[0], command[1..]);
        await _server.Until(async () =>
        {
            try
            {
                await using var connection = new NpgsqlConnection(Connection + ";Pooling=false");
                await connection.OpenAsync();
                return true;
            }
            catch (NpgsqlException)
            {
                return false;
            }
        });
    }

    public ValueTask DisposeAsync()
    {
        _server?.Dispose();
        Directory.Delete(_folder, recursive: true);
        return default;
    }

    private static async Task Run(string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)}\n{await output}{await errors}");
    }
}
