using System.Diagnostics;
using Berth.Records.Collection;
using Berth.Records.Store;
using Berth.Records.Timelines;

namespace Berth.Records.Tests.Store;

[Collection(Speed.Name)]
public sealed class SampleStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Series_samples_and_requests_come_back_as_they_went_in()
    {
        using (var store = RunStore.Create(_folder["run.db"]))
            SampleExamples.Write(store);
        using var reader = RunReader.Open(_folder["run.db"]);
        SampleExamples.AssertRead(reader);
    }

    [Fact]
    public void A_million_samples_are_written_in_less_than_five_seconds()
    {
        var watch = Stopwatch.StartNew();
        using (var store = RunStore.Create(_folder["run.db"]))
            SampleExamples.WriteMillion(store);
        var written = watch.Elapsed;
        using var reader = RunReader.Open(_folder["run.db"]);
        var timelines = reader.Timelines([.. reader.Series().Select(each => each.Number)]);
        TestContext.Current.TestOutputHelper?.WriteLine($"written in {written.TotalSeconds:0.00} s, read in {(watch.Elapsed - written).TotalSeconds:0.00} s");
        Assert.Equal(1_000_000, timelines.Sum(timeline => timeline.Count));
        Assert.True(written < TimeSpan.FromSeconds(5), $"{written}");
    }
}

/// <summary>Samples and requests with a different value in every field.</summary>
internal static class SampleExamples
{
    private const int Series = 20, Batches = 100, Million = 1_000_000;

    private static readonly MetricSeries Gauge = new("g", new Dictionary<string, string> { ["pod"] = "a", ["odd"] = "\"ü\"\n" }, SeriesKind.Gauge);
    private static readonly MetricSeries Counter = new("c_total", new Dictionary<string, string>(), SeriesKind.Counter);

    private static readonly ServedRequest Request = new("a", "/pi", "POST", 1_700_000_000_000_000_001, 1_700_000_000_000_000_009, 200, """{"n":"ü\u0000"}""");

    internal static void Write(RunStore store)
    {
        store.AddSamples([(1, Gauge), (2, Counter)], [new(1, 10, 0.1), new(2, 10, double.PositiveInfinity), new(1, 20, double.NaN)]);
        store.AddSamples([], [new(1, 30, -1e300)]);
        store.AddRequests([Request, Request with { Status = null, Start = 5, End = 7, Method = "" }]);
    }

    internal static void AssertRead(RunReader reader)
    {
        Assert.Equal([(1, Gauge), (2, Counter)], reader.Series());
        var timelines = reader.Timelines([1, 2, 3]);
        Assert.Equal([10, 20, 30], timelines[0].Moments.ToArray());
        Assert.Equal([0.1, double.NaN, -1e300], timelines[0].Values.ToArray());
        Assert.Equal([double.PositiveInfinity], timelines[1].Values.ToArray());
        Assert.Equal(0, timelines[2].Count);
        Assert.Equal([20], reader.Timelines([1], 11, 29)[0].Moments.ToArray());
        Assert.Equal([Request, Request with { Status = null, Start = 5, End = 7, Method = "" }], reader.Requests());
        Assert.Equal(5, Assert.Single(reader.Requests(7, 7)).Start);
        Assert.Empty(reader.Requests(8, 100));
    }

    /// <summary>As a collector writes: a batch of all series at each moment.</summary>
    internal static void WriteMillion(RunStore store)
    {
        store.AddSamples([.. Enumerable.Range(1, Series).Select(number => (number, new MetricSeries($"m{number}", new Dictionary<string, string> { ["pod"] = "a" })))], []);
        const int Each = Million / Batches;
        for (var batch = 0; batch < Batches; batch++)
            store.AddSamples([], Enumerable.Range(batch * Each, Each).Select(sample => new SeriesSample(sample % Series + 1, sample / Series * 1_000_000_000L, sample * 0.5)));
    }
}
