using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Berth.Learning.Performance;
using Berth.Learning.Performance.Boosting;
using Berth.Learning.Performance.Data;
using Berth.Learning.Performance.Files;
using Berth.Learning.Performance.Models;
using Berth.Model;
using Berth.Policies.Placement.Predicted;

namespace Berth.Learning.Tests.Performance;

public sealed class ModelFileTests
{
    private static readonly Dictionary<string, double> Samples = new() { ["num_samples"] = 1e6 };

    private static PerformanceModel Model(string preset, int rows = 120)
    {
        Assert.SkipWhen(RegressionKinds.Of(preset).NeedsBoosting && BoostingLibrary.Version is null, $"XGBoost is absent: {BoostingLibrary.Command}");
        var data = SyntheticData.Make(rows);
        return PerformanceLearner.Learn(data, PerformanceTarget.All, new(preset));
    }

    private static PerformanceModel Read(string text) => ModelFile.Parse(Encoding.UTF8.GetBytes(text), "model.json");

    private static string Message(string text) => Assert.Throws<ModelFileException>(() => Read(text)).Message;

    public static TheoryData<string> Presets => [.. RegressionKinds.All.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_model_that_was_kept_predicts_the_same(string preset)
    {
        var model = Model(preset);
        var text = ModelFile.Text(model);
        var read = Read(text);
        Assert.Equal(text, ModelFile.Text(read));
        foreach (var row in SyntheticData.Make(60, seed: 9).Rows)
        {
            var request = new PredictionRequest(row.Function, row.Parameters, row.Cores, row.MemoryBytes, row.Speed, row.Neighbours, row.Initial);
            Assert.Equal(model.Predict(request).Targets, read.Predict(request).Targets);
            Assert.All(read.Predict(request).Targets, target => Assert.True(target.Lower <= target.Value && target.Value <= target.Upper));
        }
    }

    [Fact]
    public void Learning_again_writes_the_same_bytes() => Assert.Equal(ModelFile.Text(Model("berth")), ModelFile.Text(Model("berth")));

    [Fact]
    public void What_is_wrong_with_a_file_is_named()
    {
        var text = ModelFile.Text(Model("physical"));
        Assert.Contains("its \"format\" is not \"berth-performance-model\"", Message("{}"));
        Assert.Contains("damaged or no model", Message("hello"));
        Assert.Contains("damaged or no model", Message(text[..(text.Length / 2)]));
        Assert.Contains("the format has version 9, this Berth reads version 1", Message(text.Replace("\"version\":1", "\"version\":9", StringComparison.Ordinal)));
        Assert.Contains("its checksum says sha256:", Message(text.Replace("\"rows\":120", "\"rows\":121", StringComparison.Ordinal)));
        Assert.Contains("the head says features", Message(text.Replace("\"features\":\"", "\"features\":\"0", StringComparison.Ordinal)));
        Assert.Contains("cannot be read", Assert.Throws<ModelFileException>(() => ModelFile.Load("/no/such/model.json")).Message);
        var other = FeatureSchema.Of(SyntheticData.Make(50).Rows.Where(row => row.Function != "pi").ToList());
        Assert.Contains("it also has function=pi, pi.num_samples", Assert.Throws<ModelFileException>(() => ModelFile.RequireFeatures(Read(text), other, "model.json")).Message);
    }

    [Theory]
    [InlineData("berth", false)]
    [InlineData("berth", true)]
    [InlineData("ridge", true)]
    [InlineData("knn", true)]
    public void A_mutated_file_is_an_error_or_predicts_but_never_anything_else(string preset, bool rightChecksum)
    {
        var model = Model(preset, 60);
        var bytes = Encoding.UTF8.GetBytes(ModelFile.Text(model));
        var random = new RandomStream(5, preset);
        var accepted = 0;
        for (var mutation = 0; mutation < 150; mutation++)
        {
            var mutant = (byte[])bytes.Clone();
            for (var change = 0; change < 1 + mutation % 3; change++)
                mutant[random.NextInt(mutant.Length)] = (byte)(random.NextInt(2) == 0 ? "0123456789,-[]{}\":eE.ntf"[random.NextInt(24)] : random.NextInt(256));
            if (mutation % 10 == 0)
                mutant = mutant[..random.NextInt(mutant.Length)];
            try
            {
                var read = ModelFile.Parse(rightChecksum ? Resealed(mutant) : mutant, "mutant");
                accepted++;
                foreach (var row in SyntheticData.Make(5, seed: mutation).Rows)
                    try
                    {
                        _ = read.Predict(new(row.Function, row.Parameters, row.Cores, row.MemoryBytes, row.Speed, row.Neighbours, row.Initial));
                    }
                    catch (ArgumentException)
                    {
                    }
            }
            catch (ModelFileException exception)
            {
                Assert.StartsWith("mutant: ", exception.Message, StringComparison.Ordinal);
            }
        }
        if (!rightChecksum)
            Assert.InRange(accepted, 0, 5);
    }

    /// <summary>The file with the checksum of its body as it is now, as someone would make it who means harm.</summary>
    private static byte[] Resealed(byte[] file)
    {
        var text = Encoding.UTF8.GetString(file);
        var body = text.IndexOf("\"body\":", StringComparison.Ordinal);
        var end = text.LastIndexOf("\n}", StringComparison.Ordinal);
        var sum = text.IndexOf("sha256:", StringComparison.Ordinal);
        if (body < 0 || end < body || sum < 0 || sum + 71 > body)
            return file;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text[(body + 7)..end])));
        return Encoding.UTF8.GetBytes(text[..(sum + 7)] + hash + text[(sum + 71)..]);
    }

    [Fact]
    public void What_is_wrong_with_a_request_is_named()
    {
        var model = Model("physical");
        var good = new PredictionRequest("pi", Samples, 0.5, 1e9);
        string Says(PredictionRequest request) => Assert.Throws<ArgumentException>(() => { _ = model.Predict(request); }).Message;
        Assert.Contains("knows no function 'pie': did you mean 'pi'?", Says(good with { Function = "pie" }));
        Assert.Contains("cores is NaN", Says(good with { Cores = double.NaN }));
        Assert.Contains("memory_bytes is Infinity", Says(good with { MemoryBytes = double.PositiveInfinity }));
        Assert.Contains("speed is 0", Says(good with { Speed = 0 }));
        Assert.Contains("neighbours is -1", Says(good with { Neighbours = -1 }));
        Assert.Contains("no parameter 'num_sample'", Says(good with { Parameters = new Dictionary<string, double>(Samples) { ["num_sample"] = 1 } }));
        Assert.Contains("'num_samples' is NaN", Says(good with { Parameters = new Dictionary<string, double> { ["num_samples"] = double.NaN } }));
        Assert.Contains("'num_samples' of pi is missing", Says(good with { Parameters = new Dictionary<string, double>() }));
        Assert.Contains("knows no metric 'thread': did you mean 'threads'?", Says(good with { Initial = new Dictionary<string, double> { ["thread"] = 1 } }));
        var dense = new Dictionary<string, double> { ["num_samples"] = 2000, ["epochs"] = 2, ["num_layers"] = 2, ["units"] = 64, ["batch_size"] = 64 };
        Assert.Contains("'batch_size' was always 32", Says(good with { Function = "dense", Parameters = dense }));
        dense.Remove("batch_size");
        Assert.Equal(4, model.Predict(good with { Function = "dense", Parameters = dense }).Targets.Count);
    }

    [Fact]
    public void A_text_parameter_is_one_of_those_that_were_seen()
    {
        var rows = SyntheticData.Make(60).Rows.Where(row => row.Function == "pi").Select((row, index) => row with { Parameters = new Dictionary<string, double>(row.Parameters) { [index % 2 == 0 ? "kind=fast" : "kind=slow"] = 1 } }).ToList();
        var model = PerformanceLearner.Learn(new(rows, [], []), [PerformanceTarget.Duration], new("physical"));
        string Says(string? kind) => Assert.Throws<ArgumentException>(() => { _ = model.Predict(new("pi", kind is null ? Samples : new(Samples) { [kind] = 1 }, 0.5, 1e9)); }).Message;
        Assert.Contains("'kind' of pi was never odd", Says("kind=odd"));
        Assert.Contains("'kind' of pi is missing; it was one of: fast, slow", Says(null));
        Assert.Single(model.Predict(new("pi", new Dictionary<string, double>(Samples) { ["kind=fast"] = 1 }, 0.5, 1e9)).Targets);
    }

    [Fact]
    public void The_seed_of_a_function_tells_nothing_and_may_be_any()
    {
        var rows = SyntheticData.Make(60).Rows.Select(row => row with { Parameters = new Dictionary<string, double>(row.Parameters) { ["seed"] = 1 } }).ToList();
        var model = PerformanceLearner.Learn(new(rows, [], []), [PerformanceTarget.Duration], new("physical"));
        Assert.DoesNotContain(model.Schema.Features, feature => feature.Key == "seed");
        Prediction Seeded(double seed) => model.Predict(new("pi", new Dictionary<string, double>(Samples) { ["seed"] = seed }, 0.5, 1024 * SyntheticData.MiB));
        Assert.Equal(Seeded(1).Targets, Seeded(777).Targets);
        Assert.Empty(Seeded(777).Warnings);
    }

    [Fact]
    public void What_goes_beyond_the_data_is_said_and_has_a_wider_interval()
    {
        var model = Model("physical");
        var medium = model.SizeOf("medium");
        var seen = model.Predict(new("pi", Samples, medium.Cores, medium.MemoryBytes));
        var unseen = model.Predict(new("pi", Samples, 0.4, medium.MemoryBytes));
        Assert.Empty(seen.Warnings);
        Assert.Contains("no execution with 0.4 cores", Assert.Single(unseen.Warnings));
        Assert.True(unseen.Targets[0].Upper / unseen.Targets[0].Lower > seen.Targets[0].Upper / seen.Targets[0].Lower);
        Assert.Contains("num_samples = 10000000000 is beyond", Assert.Single(model.Predict(new("pi", new Dictionary<string, double> { ["num_samples"] = 1e10 }, medium.Cores, medium.MemoryBytes)).Warnings));
        Assert.Contains("there is no size 'tiny'; there are: small", Assert.Throws<ArgumentException>(() => model.SizeOf("tiny")).Message.Replace(" in the data", "", StringComparison.Ordinal));
    }

    [Fact]
    public void One_size_alone_says_nothing_certain_about_another()
    {
        var data = SyntheticData.Make(60, sizes: 1);
        var model = PerformanceLearner.Learn(data, [PerformanceTarget.Duration], new("physical"));
        Assert.Equal((0.0, double.PositiveInfinity), model.Predict(new("pi", Samples, 4, 1e9)).Targets.Select(target => (target.Lower, target.Upper)).Single());
    }

    [Fact]
    public void A_prediction_takes_less_than_five_milliseconds()
    {
        var model = Read(ModelFile.Text(Model("berth", 1000)));
        var seed = Read(ModelFile.Text(Model("seed-like", 1000)));
        var request = new PredictionRequest("pi", Samples, 0.5, 1024 * SyntheticData.MiB);
        foreach (var each in new[] { model, seed })
        {
            _ = each.Predict(request);
            var times = Enumerable.Range(0, 200).Select(again =>
            {
                var start = Stopwatch.GetTimestamp();
                _ = each.Predict(request);
                return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }).Order().ToList();
            TestContext.Current.TestOutputHelper?.WriteLine($"{each.Card.Preset}: median {times[100]:0.000} ms, 99th percentile {times[197]:0.000} ms");
            Assert.InRange(times[100], 0, 5);
        }
    }

    [Fact]
    public void Policies_ask_the_model()
    {
        var model = Model("physical");
        var predictor = new ModelPredictor(model);
        var predicted = predictor.Predict(new("pi", Samples), new(0.5, 1024 * SyntheticData.MiB, 1))!.Value;
        var direct = model.Predict(new("pi", Samples, 0.5, 1024 * SyntheticData.MiB)).Targets;
        Assert.Equal(new PredictedValue(direct[0].Value, direct[0].Lower, direct[0].Upper), predicted.Seconds);
        Assert.Equal(direct[1].Value, predicted.CpuSeconds.Value);
        Assert.Equal(direct[3].Upper, predicted.EnergyJoules.Upper);
        Assert.Null(predictor.Predict(new("sort", Samples), new(0.5, 1e9, 1)));
        Assert.Null(predictor.Predict(new("pi", Samples), new(0, 1e9, 1)));
    }

    [Fact]
    public void Too_little_to_learn_from_is_said()
    {
        Assert.Contains("9 executions", Assert.Throws<ArgumentException>(() => PerformanceLearner.TargetsOf(SyntheticData.Make(9))).Message);
        var data = SyntheticData.Make(30) is var made ? made with { Rows = [.. made.Rows.Select(row => row with { EnergyJoules = double.NaN })] } : made;
        Assert.Equal(["duration_s", "cpu_s", "peak_bytes"], PerformanceLearner.TargetsOf(data).Select(target => target.Name));
        Assert.Contains("energy", Assert.Throws<ArgumentException>(() => PerformanceLearner.TargetsOf(data, ["energy_j"])).Message);
        Assert.Contains("there is no target 'speed'", Assert.Throws<ArgumentException>(() => PerformanceLearner.TargetsOf(data, ["speed"])).Message);
    }
}
