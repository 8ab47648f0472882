using System.Diagnostics;
using Berth.Model.Observations;
using Berth.Records.Store;
using Berth.Records.Tests.Servers;

namespace Berth.Records.Tests.Store;

[Collection(Speed.Name)]
public sealed class PostgresStoreTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["run.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_table_is_the_same_in_both_stores()
    {
        server.Need();
        using (var files = RunStore.Create(Database))
            Fill(files);
        using (var postgres = RunStore.Create(_folder["other.db"], server.Connection))
            Fill(postgres);
        using (var files = RunReader.Open(Database))
            CsvExport.Write(files, _folder["files"]);
        using (var postgres = RunReader.Open(_folder["other.db"], server.Connection))
        {
            CsvExport.Write(postgres, _folder["postgres"]);
            SampleExamples.AssertRead(postgres);
            Assert.Equal(7, postgres.Meta<int>("seed"));
        }
        foreach (var file in Directory.GetFiles(_folder["files"]))
            Assert.Equal(File.ReadAllText(file), File.ReadAllText(Path.Combine(_folder["postgres"], Path.GetFileName(file))));

        static void Fill(RunStore store)
        {
            store.SetMeta("seed", 6);
            store.SetMeta("links", new Dictionary<string, double> { ["dilation"] = 1.5 });
            store.SetDeployment(Examples.Deployment(1));
            store.SetDeployment(Examples.Deployment(2) with { Failure = "the broker died" });
            store.SetDeployment(Examples.Deployment(1) with { Start = 10, End = 20 });
            store.AddItems(1, "camera", Enum.GetValues<ItemOutcome>().Select((outcome, number) => Examples.Item(number, outcome, number switch { 0 => true, 1 => false, _ => null })));
            store.AddNodeSamples(1, [Examples.Node(1), Examples.Node(3)]);
            store.AddProcessSamples(1, [Examples.Process]);
            store.AddDecisions(1, [Examples.Decision, Examples.Decision with { Chosen = null }]);
            store.AddLinkFlows(1, [Examples.Flow]);
            store.AddChecks(1, [Examples.Check, Examples.Check with { Achieved = double.NaN }]);
            store.AddEvents(new EventRecord(null, 5, "", "a \"quoted\" word, and\nanother line"), new EventRecord(1, 2, "link", "down"));
            store.AddExecutionSizes([new("small", 0.25, 1L << 28, 1), new("large", 1, 1L << 32, double.NaN)]);
            store.AddExecutions(1, [new(1, "pi", "edge-1", 4711, "small", "{}", 5, 9, ExecutionOutcome.Done, 1e6, 0.5, 1 << 20, double.NaN, "{}")]);
            store.SetMeta("seed", 7);
            SampleExamples.Write(store);
        }
    }

    [Fact]
    public void The_folder_says_where_the_records_are_but_not_the_password()
    {
        server.Need();
        RunStore.Create(Database, server.Connection).Dispose();
        var pointer = File.ReadAllText(_folder["run.store.json"]);
        Assert.Contains("127.0.0.1", pointer);
        Assert.DoesNotContain("only for tests", pointer);
        Assert.DoesNotContain("Password", pointer, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("PGPASSWORD", Assert.Throws<RecordsException>(() => RunReader.Open(Database)).Message);
        Assert.Contains("exists already", Assert.Throws<RecordsException>(() => RunStore.Create(Database, server.Connection)).Message);
        Assert.Contains("exists already", Assert.Throws<RecordsException>(() => RunStore.Create(Database)).Message);
        using var reader = RunReader.Open(RunFolder.Open(_folder.Path, server.Connection));
        Assert.Empty(reader.Meta());
    }

    [Fact]
    public void Two_runs_of_one_name_do_not_meet()
    {
        server.Need();
        using var one = RunStore.Create(Database, server.Connection);
        File.Move(_folder["run.store.json"], _folder["one.store.json"]);
        using var other = RunStore.Create(Database, server.Connection);
        one.SetMeta("which", 1);
        other.SetMeta("which", 2);
        using (var reader = RunReader.Open(_folder["one.db"], server.Connection))
            Assert.Equal(1, reader.Meta<int>("which"));
        using (var reader = RunReader.Open(Database, server.Connection))
            Assert.Equal(2, reader.Meta<int>("which"));
    }

    [Fact]
    public void A_batch_is_kept_whole_or_not_at_all_and_readable_at_once()
    {
        server.Need();
        using var store = RunStore.Create(Database, server.Connection);
        using var reader = RunReader.Open(Database, server.Connection);
        Assert.Throws<InvalidOperationException>(() => store.AddItems(1, "camera", Broken()));
        store.AddItems(1, "camera", [Examples.Item(5)]);
        Assert.Equal(5, Assert.Single(reader.Items(1)).Item.Item);
        store.AddItems(1, "camera", [Examples.Item(6)]);
        Assert.Equal(2, reader.Items(1).Count);

        static IEnumerable<ItemTimeline> Broken()
        {
            yield return Examples.Item(1);
            throw new InvalidOperationException();
        }
    }

    [Fact]
    public void What_is_no_server_is_a_clear_error()
    {
        server.Need();
        var free = ServerProcess.FreePort();
        Assert.Contains("does not answer; start it", Assert.Throws<RecordsException>(() => RunStore.Create(Database, $"Host=127.0.0.1;Port={free};Username=a;Database=b")).Message);
        Assert.Contains("PGPASSWORD", Assert.Throws<RecordsException>(() => RunStore.Create(Database, server.WithoutPassword + ";Password=wrong")).Message);
        Assert.Contains("createdb", Assert.Throws<RecordsException>(() => RunStore.Create(Database, server.Connection + ";Database=none")).Message);
        Assert.Contains("no connection string", Assert.Throws<RecordsException>(() => RunStore.Create(Database, "nonsense")).Message);
        Assert.Contains("names no Host", Assert.Throws<RecordsException>(() => RunStore.Create(Database, "Database=x")).Message);
        Assert.Empty(Directory.GetFiles(_folder.Path));
        File.WriteAllText(_folder["run.store.json"], $$"""{"connection":"{{server.WithoutPassword}}","schema":"gone"}""");
        Assert.Contains("version 0", Assert.Throws<RecordsException>(() => RunReader.Open(Database, server.Connection)).Message);
        File.WriteAllText(_folder["run.store.json"], "{}");
        Assert.Contains("lacks 'connection'", Assert.Throws<RecordsException>(() => RunReader.Open(Database)).Message);
    }

    [Fact]
    public void A_million_samples_are_written_in_less_than_ten_seconds()
    {
        server.Need();
        var watch = Stopwatch.StartNew();
        using (var store = RunStore.Create(Database, server.Connection))
            SampleExamples.WriteMillion(store);
        var written = watch.Elapsed;
        using var reader = RunReader.Open(Database, server.Connection);
        var timelines = reader.Timelines([.. reader.Series().Select(each => each.Number)]);
        TestContext.Current.TestOutputHelper?.WriteLine($"written in {written.TotalSeconds:0.00} s, read in {(watch.Elapsed - written).TotalSeconds:0.00} s");
        Assert.Equal(1_000_000, timelines.Sum(timeline => timeline.Count));
        Assert.True(written < TimeSpan.FromSeconds(10), $"{written}");
    }

    [Fact]
    public void A_killed_writer_loses_nothing_that_it_acknowledged()
    {
        server.Need();
        var acknowledged = KilledWriterTests.Kill(Database, server.Connection, 200);
        using var reader = RunReader.Open(Database, server.Connection);
        Assert.InRange(KilledWriterTests.AssertWhole(reader), acknowledged + 1, acknowledged + 2);
    }
}
