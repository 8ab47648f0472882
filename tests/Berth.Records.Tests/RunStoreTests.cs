using Berth.Model;
using Berth.Model.Observations;
using Berth.Policies;
using Berth.Records.Store;

namespace Berth.Records.Tests;

public sealed class RunStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["run.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Everything_comes_back_as_it_went_in()
    {
        using (var store = RunStore.Create(Database))
        {
            store.SetMeta("seed", 6);
            store.SetMeta("seed", 7);
            store.SetMeta("links", new Dictionary<string, double> { ["dilation"] = 1.5 });
            store.AddVariants([new Variant([new("workloads.camera.rate", "5/s")], null!), new Variant([], null!)]);
            store.SetDeployment(Examples.Deployment(1));
            store.SetDeployment(Examples.Deployment(2) with { Failure = "the broker died" });
            store.SetDeployment(Examples.Deployment(1) with { Start = 10, End = 20 });
            store.AddItems(1, "camera", Enum.GetValues<ItemOutcome>().Select((outcome, number) => Examples.Item(number, outcome, number switch { 0 => true, 1 => false, _ => null })));
            store.AddItems(2, "microphone", [Examples.Item(9)]);
            store.AddNodeSamples(1, [Examples.Node(1), Examples.Node(2)]);
            store.AddProcessSamples(1, [Examples.Process]);
            store.AddDecisions(1, [Examples.Decision, Examples.Decision with { Chosen = null }]);
            store.AddLinkFlows(1, [Examples.Flow]);
            store.AddChecks(1, [Examples.Check, Examples.Check with { Achieved = double.NaN }]);
            store.AddEvents(new EventRecord(null, 1, "run", "began"), new EventRecord(1, 2, "link", "down"));
        }
        using var reader = RunReader.Open(Database);
        Assert.Equal(7, reader.Meta<int>("seed"));
        Assert.Equal(1.5, reader.Meta<Dictionary<string, double>>("links")!["dilation"]);
        Assert.Null(reader.Meta<string>("absent"));
        Assert.Equal([(1, "workloads.camera.rate=5/s"), (2, "")], reader.Variants().Select(variant => (variant.Variant, variant.Label)));
        Assert.Equal(new Setting("workloads.camera.rate", "5/s"), reader.Variants()[0].Settings.Single());
        Assert.Equivalent(new[] { Examples.Deployment(1) with { Start = 10, End = 20 }, Examples.Deployment(2) with { Failure = "the broker died" } }, reader.Deployments(), strict: true);
        var items = reader.Items(1);
        Assert.Equal(Enum.GetValues<ItemOutcome>(), items.Select(pair => pair.Item.Outcome));
        Assert.Equal([true, false, null, null], items.Select(pair => pair.Item.Correct));
        Assert.Equal(("camera", Examples.Item(0)), items[0]);
        Assert.Equal(["microphone"], reader.Workloads(2));
        Assert.Equal([Examples.Node(1), Examples.Node(2)], reader.NodeSamples(1));
        Assert.Equal([Examples.Process], reader.ProcessSamples(1));
        Assert.Equivalent(new[] { Examples.Decision, Examples.Decision with { Chosen = null } }, reader.Decisions(1), strict: true);
        Assert.Equal([Examples.Flow], reader.LinkFlows(1));
        Assert.Equal(Examples.Check, reader.Checks(1)[0]);
        Assert.True(double.IsNaN(reader.Checks(1)[1].Achieved));
        Assert.Empty(reader.Checks(2));
        Assert.Equal([new(null, 1, "run", "began"), new(1, 2, "link", "down")], reader.Events());
    }

    [Fact]
    public void A_closed_run_is_one_file_that_can_be_read_where_nothing_may_be_written()
    {
        using (var store = RunStore.Create(Database))
            store.AddItems(1, "camera", [Examples.Item(1)]);
        Assert.Equal([Database], Directory.GetFiles(_folder.Path));
        using var reader = RunReader.Open(Database);
        Assert.Single(reader.Items(1));
        Assert.Equal([Database], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_run_is_readable_while_it_is_written()
    {
        using var store = RunStore.Create(Database);
        store.AddItems(1, "camera", [Examples.Item(1)]);
        using var reader = RunReader.Open(Database);
        Assert.Single(reader.Items(1));
        store.AddItems(1, "camera", [Examples.Item(2)]);
        Assert.Equal(2, reader.Items(1).Count);
    }

    [Fact]
    public void A_reader_that_stays_does_not_hold_up_the_end_of_the_run()
    {
        var store = RunStore.Create(Database);
        store.AddItems(1, "camera", [Examples.Item(1)]);
        using (var reader = RunReader.Open(Database))
        {
            Assert.Single(reader.Items(1));
            var watch = System.Diagnostics.Stopwatch.StartNew();
            store.Dispose();
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"closing took {watch.Elapsed}");
            Assert.Single(reader.Items(1));
        }
        using var later = RunReader.Open(Database);
        Assert.Single(later.Items(1));
    }

    [Fact]
    public void A_batch_is_kept_whole_or_not_at_all()
    {
        using var store = RunStore.Create(Database);
        Assert.Throws<InvalidOperationException>(() => store.AddItems(1, "camera", Broken()));
        store.AddItems(1, "camera", [Examples.Item(5)]);
        using var reader = RunReader.Open(Database);
        Assert.Equal(5, Assert.Single(reader.Items(1)).Item.Item);

        static IEnumerable<ItemTimeline> Broken()
        {
            yield return Examples.Item(1);
            throw new InvalidOperationException();
        }
    }

    [Fact]
    public void Many_threads_may_write_at_once()
    {
        using (var store = RunStore.Create(Database))
            Parallel.For(0, 8, thread =>
            {
                for (var batch = 0; batch < 20; batch++)
                {
                    store.AddItems(1, "camera", [Examples.Item(thread * 100 + batch)]);
                    store.AddNodeSamples(1, [Examples.Node(batch)]);
                }
            });
        using var reader = RunReader.Open(Database);
        Assert.Equal(160, reader.Items(1).Select(pair => pair.Item.Item).Distinct().Count());
        Assert.Equal(160, reader.NodeSamples(1).Count);
    }

    [Fact]
    public void What_is_no_run_is_a_clear_error()
    {
        Assert.Contains("no such file", Assert.Throws<RecordsException>(() => RunReader.Open(Database)).Message);
        File.WriteAllText(Database, new string('x', 4096));
        Assert.Contains("not a run database", Assert.Throws<RecordsException>(() => RunReader.Open(Database)).Message);
        Assert.Contains("exists already", Assert.Throws<RecordsException>(() => RunStore.Create(Database)).Message);
        File.Delete(Database);
        File.Create(Database).Dispose();
        Assert.Contains("schema has version 0", Assert.Throws<RecordsException>(() => RunReader.Open(Database)).Message);
        Assert.Contains("cannot be opened", Assert.Throws<RecordsException>(() => RunStore.Create(_folder["nowhere/run.db"])).Message);
    }

    [Fact]
    public void A_batch_is_far_cheaper_than_its_items_one_by_one()
    {
        using var store = RunStore.Create(Database);
        var items = Enumerable.Range(0, 20_000).Select(number => Examples.Item(number)).ToList();
        store.AddItems(1, "camera", items);
        var batch = Rate(items.Count, () => store.AddItems(1, "camera", items));
        var single = Rate(1000, () => items.Take(1000).ToList().ForEach(item => store.AddItems(1, "camera", [item])));
        TestContext.Current.TestOutputHelper?.WriteLine($"{batch:N0} items a second in batches, {single:N0} one by one");
        Assert.True(batch > 3 * single, $"{batch:N0} items a second in batches, {single:N0} one by one");

        static double Rate(int count, Action action)
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            action();
            return count / watch.Elapsed.TotalSeconds;
        }
    }
}
