using System.Text.Json;
using Berth.Acceptance.Harness;
using Berth.Records.Tests.Servers;

namespace Berth.Acceptance;

public sealed class StoreSpecs(PostgresServer server) : Specs, IClassFixture<PostgresServer>
{
    [Fact(Timeout = 120 * Seconds)]
    public async Task I_get_the_same_figures_whether_the_records_are_in_a_file_or_in_PostgreSQL()
    {
        server.Need();
        var file = Write("experiment.yaml", new ExperimentText { Placement = "[local, edge]", Endpoints = 2, Duration = "20s" }.ToString());
        var files = (await Berth("simulate", file, "--runs", "files", "--json")).Exits(0).Json;
        var postgres = (await Berth("simulate", file, "--runs", "postgres", "--json", "--store", server.Connection)).Exits(0).Json;
        Assert.Equal(files.GetProperty("results").GetRawText(), postgres.GetProperty("results").GetRawText());
        Assert.True(files.GetProperty("results").GetArrayLength() > 1);
        Assert.Equal(Summary(files), Summary(postgres));
        var folder = postgres.GetProperty("runFolder").GetString()!;
        Assert.False(File.Exists(Path.Combine(folder, "run.db")));
        Assert.All(Directory.GetFiles(folder, "*", SearchOption.AllDirectories), each => Assert.DoesNotContain("only for tests", File.ReadAllText(each)));
        var items = Path.Combine("csv", "items.csv");
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(files.GetProperty("runFolder").GetString()!, items)), await File.ReadAllTextAsync(Path.Combine(folder, items)));
        var report = (await Berth("report", folder, "--json", "--store", server.Connection)).Exits(0).Json;
        Assert.Equal(files.GetProperty("results").GetRawText(), report.GetProperty("results").GetRawText());
        (await Berth("report", folder)).Exits(2).Says("PGPASSWORD");
        (await Berth("simulate", file, "--runs", "none", "--store", $"Host=127.0.0.1;Port={ServerProcess.FreePort()};Username=a")).Exits(3).Says("does not answer");
        Assert.Empty(Directory.GetDirectories(Path.Combine(Folder, "none")));
    }

    /// <summary>All that is said of a run, but where it lies.</summary>
    private static string Summary(JsonElement run) =>
        string.Join('\n', run.EnumerateObject().Where(property => property.Name is not ("runFolder" or "report")).Select(property => $"{property.Name}: {property.Value.GetRawText()}"));
}
