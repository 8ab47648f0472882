using Berth.Learning.Performance.Data;
using Berth.Model.Observations;
using Berth.Records;
using Berth.Records.Store;

namespace Berth.Learning.Tests.Performance;

public sealed class DataTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("berth-learn-");

    public void Dispose() => _folder.Delete(recursive: true);

    private static Execution Of(long number, string node, long start, long end, int pid = 7, string size = "small", string parameters = "{\"num_samples\": 1000}", ExecutionOutcome outcome = ExecutionOutcome.Done) =>
        new(number, "pi", node, pid, size, parameters, start, end, outcome, 1000, 0.5, 1 << 20, 3, "{}");

    private static ProcessSample Sample(string node, int pid, long moment, int threads) => new(node, "worker", pid, moment, 1, 2, 3, 4, 5, 6, 7, 8, threads, 10, 11, 12, 13);

    private PerformanceData Run(Execution[] executions, params ProcessSample[] samples)
    {
        var folder = RunFolder.Create(_folder.FullName, "learn", "name: learn", TimeProvider.System);
        using (var store = RunStore.Create(folder.Database))
        {
            store.SetDeployment(new(1, 0, "edge", 1, 1, [], []));
            store.AddExecutionSizes([new ExecutionSize("small", 0.5, 1 << 29, 1.5)]);
            store.AddExecutions(1, executions);
            store.AddProcessSamples(1, samples);
        }
        return RunRows.Read(folder.FullPath);
    }

    [Fact]
    public void A_row_knows_the_last_sample_of_its_process_at_or_before_its_start_and_never_a_later_one()
    {
        var data = Run([Of(1, "n", 100, 200), Of(2, "n", 300, 400), Of(3, "n", 500, 600, pid: 8), Of(4, "n", 50, 60)],
            Sample("n", 7, 150, 2), Sample("n", 7, 100, 1), Sample("n", 7, 299, 3), Sample("n", 7, 301, 4), Sample("other", 8, 400, 5));
        Assert.Equal([1.0, 3, double.NaN, double.NaN], data.Rows.Select(row => row.Initial.GetValueOrDefault("threads", double.NaN)));
        var row = data.Rows[0];
        Assert.Equal(("pi", 1000, 0.5, 1 << 29, 1.5, "small"), (row.Function, row.Parameters["num_samples"], row.Cores, row.MemoryBytes, row.Speed, row.Size));
        Assert.Equal(100e-9, row.DurationSeconds, 1e-15);
        Assert.Equal((0.5, 1 << 20, 3, 1000), (row.CpuSeconds, row.PeakBytes, row.EnergyJoules, row.Work));
    }

    [Fact]
    public void Neighbours_are_the_others_that_run_on_the_node_at_the_start()
    {
        // 1: [0, 100), 2: [50, 150), 3: [100, 200), 4 elsewhere, 5 starts with 2 and fails.
        var data = Run([Of(1, "n", 0, 100), Of(2, "n", 50, 150), Of(3, "n", 100, 200), Of(4, "m", 60, 90), Of(5, "n", 50, 300, outcome: ExecutionOutcome.Failed)]);
        Assert.Equal([0.0, 2, 2, 0], data.Rows.Select(row => row.Neighbours));
        Assert.Contains("1 executions left out: they ended as Failed", Assert.Single(data.Notes));
    }

    [Fact]
    public void What_cannot_be_learned_from_is_left_out_and_said()
    {
        var data = Run([Of(1, "n", 5, 5), Of(2, "n", 5, 6, size: "giant"), Of(3, "n", 5, 6, parameters: "[1]"), Of(4, "n", 5, 6)]);
        Assert.Single(data.Rows);
        Assert.Equal(3, data.Notes.Count);
        Assert.Contains(data.Notes, note => note.Contains("what size 'giant' is", StringComparison.Ordinal));
        Assert.Throws<RecordsException>(() => RunRows.Read(_folder.FullName));
    }

    [Fact]
    public void The_work_of_the_functions_is_that_computed_by_hand()
    {
        static double Work(string function, params (string Name, double Value)[] parameters) => KnownWork.Of(function, parameters.ToDictionary(each => each.Name, each => each.Value));
        Assert.Equal(1e8, Work("pi", ("num_samples", 1e8)));
        Assert.Equal(15, Work("stress", ("input", 15)));
        // Forward 784 · 128 + 128 · 128 + 128 · 16 (ten classes in a panel of sixteen) = 118,784; learning three times that but 784 · 128 once: 256,000. Four fifths of the samples learn.
        Assert.Equal(20_000.0 * 5 * (0.8 * 256_000 + 0.2 * 118_784), Work("dense", ("num_samples", 20_000), ("epochs", 5), ("num_layers", 2), ("units", 128)), 3);
        Assert.Equal(Work("dense", ("num_samples", 10), ("epochs", 1), ("num_layers", 1), ("units", 32)), 2 * Work("dense", ("num_samples", 10), ("epochs", 1), ("num_layers", 1), ("units", 16)), 3);
        Assert.Equal(120.0 * 1920 * 1080, Work("video", ("frames", 120), ("profile", 1)));
        Assert.Equal(120.0 * 1280 * 720, Work("video", ("seconds", 4), ("profile", 0)));
        Assert.Equal((7.0 * 1280 * 720, 1.0 * 1280 * 720), (Work("video", ("seconds", 0.22), ("profile", 0)), Work("video", ("seconds", 0.01), ("profile", 0))));
        Assert.Equal(10.0 * 64 * 48, Work("video", ("frames", 10), ("width", 64), ("height", 48)));
        Assert.All([Work("video", ("profile", 3)), Work("pi"), Work("pi", ("num_samples", 0)), Work("sort", ("n", 5))], work => Assert.Equal(double.NaN, work));
    }

    [Fact]
    public void Parameters_become_numbers()
    {
        Assert.Equal([("a", 1.5), ("b", 1), ("c=x264", 1), ("d.e", 2)], ParameterJson.Read("""{"d": {"e": 2}, "a": 1.5, "b": true, "c": "x264", "n": null}""").Select(pair => (pair.Key, pair.Value)));
        Assert.Empty(ParameterJson.Read(""));
        foreach (var wrong in (string[])["[1]", "{\"a\": [1]}", "{\"a\": 1e999}", "{", "3"])
            Assert.Throws<FormatException>(() => ParameterJson.Read(wrong));
    }

    [Fact]
    public void What_never_varies_is_no_feature_that_is_learned_from()
    {
        var schema = FeatureSchema.Of(SyntheticData.Make(200, sizes: 1).Rows);
        var informative = schema.Informative.Select(column => schema.Features[column].Name).ToList();
        Assert.DoesNotContain("size.cores", informative);
        Assert.DoesNotContain("size.speed", informative);
        Assert.DoesNotContain("dense.batch_size", informative);
        Assert.Empty(((string[])["work", "function=pi", "pi.num_samples", "dense.units", "neighbours", "initial.threads"]).Except(informative));
        Assert.DoesNotContain(schema.Features, feature => feature.Name.Contains("small", StringComparison.Ordinal));
    }

    [Fact]
    public void A_parameter_is_missing_for_another_function()
    {
        var rows = SyntheticData.Make(100).Rows;
        var schema = FeatureSchema.Of(rows);
        var column = schema.Features.ToList().FindIndex(feature => feature.Name == "dense.num_samples");
        foreach (var row in rows)
            Assert.Equal(row.Function == "dense" ? row.Parameters["num_samples"] : double.NaN, schema.Encode(row)[column]);
    }

    [Fact]
    public void Csv_is_read_as_it_was_written()
    {
        var data = SyntheticData.Make(50);
        var rows = data.Rows.Append(new() { Function = "odd,\"name\"", Parameters = new Dictionary<string, double> { ["codec=a,b"] = 1 }, Cores = 1, MemoryBytes = 2 }).ToList();
        var path = Path.Combine(_folder.FullName, "rows.csv");
        using (var writer = new StreamWriter(path))
            CsvRows.Write(writer, data with { Rows = rows });
        var read = CsvRows.Read(path);
        Assert.Equal((data with { Rows = rows }).Hash, read.Hash);
        Assert.Equal(rows.Select(row => row.Size), read.Rows.Select(row => row.Size));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("function,cores,memory_bytes\n", "'duration_s' is missing")]
    [InlineData("function,cores,memory_bytes,duration_s,corse\n", "'corse' is unknown: did you mean 'cores'?")]
    [InlineData("function,cores,memory_bytes,duration_s\npi,1,2\n", ":2: the row has 3 fields, the header 4")]
    [InlineData("function,cores,memory_bytes,duration_s\npi,0,2,3\n", ":2: 'cores' must be above 0")]
    [InlineData("function,cores,memory_bytes,duration_s\npi,1,2,inf\n", ":2: 'duration_s' is 'inf', not a finite number")]
    [InlineData("function,cores,memory_bytes,duration_s\npi,1,2,-3\n", ":2: 'duration_s' is -3, below 0")]
    [InlineData("function,cores,memory_bytes,duration_s\n\"pi,1,2,3\n", ":2: a quote is not closed")]
    [InlineData("function,cores,memory_bytes,duration_s,parameters_json\npi,1,2,3,[]\n", ":2: the parameters are array")]
    public void A_wrong_line_is_named(string text, string message)
    {
        var path = Path.Combine(_folder.FullName, "wrong.csv");
        File.WriteAllText(path, text);
        Assert.Contains(message, Assert.Throws<FormatException>(() => CsvRows.Read(path)).Message);
    }

    [Fact]
    public void The_exports_column_of_parameters_is_read()
    {
        var path = Path.Combine(_folder.FullName, "rows.csv");
        File.WriteAllText(path, "function,cores,memory_bytes,duration_s,parameters_json,cpu_s\r\npi,1,2,3,\"{\"\"num_samples\"\": 5}\",\r\n");
        var row = Assert.Single(CsvRows.Read(path).Rows);
        Assert.Equal((5, 3, double.NaN), (row.Parameters["num_samples"], row.DurationSeconds, row.CpuSeconds));
    }
}
