using System.Globalization;
using System.Text;
using Berth.Acceptance.Harness;

namespace Berth.Acceptance;

public sealed class LearnSpecs : Specs
{
    /// <summary>Executions of 0.02 s and 20 ns a point, on 0.25, 0.5 and 1 cores, a few percent off.</summary>
    private static string Executions()
    {
        var text = new StringBuilder("function,size,cores,memory_bytes,duration_s,cpu_s,param.num_samples\n");
        for (var number = 0; number < 120; number++)
        {
            var (size, cores) = (number % 3) switch { 0 => ("small", 0.25), 1 => ("medium", 0.5), _ => ("large", 1.0) };
            var samples = Math.Round(1e5 * Math.Pow(1.06, number));
            var cpu = (0.02 + samples * 2e-8) * (1 + 0.03 * Math.Sin(number * 7.1));
            text.Append(CultureInfo.InvariantCulture, $"pi,{size},{cores},{1 << 30},{cpu / cores * (1 + 0.03 * Math.Sin(number * 3.7))},{cpu},{samples}\n");
        }
        return text.ToString();
    }

    [Fact(Timeout = 120 * Seconds)]
    public async Task I_can_learn_what_executions_take_and_predict_another()
    {
        var file = Write("executions.csv", Executions());
        var learned = (await Berth("learn", file, "--out", "pi.json", "--preset", "physical", "--json")).Exits(0).Json;
        double Mape(string split, string preset) => learned.GetProperty("scores").EnumerateArray().Single(score =>
            score.GetProperty("split").GetString() == split && score.GetProperty("preset").GetString() == preset && score.GetProperty("target").GetString() == "duration_s").GetProperty("mapePercent").GetDouble();
        Assert.InRange(Mape("leave-one-size-out", "physical"), 0, 20);
        Assert.True(Mape("random", "physical") < Mape("random", "function-mean"));
        Assert.StartsWith("<!doctype html>", await File.ReadAllTextAsync(Path.Combine(Folder, "pi.html")), StringComparison.Ordinal);
        var predicted = (await Berth("predict", "pi.json", "--function", "pi", "--size", "medium", "--param", "num_samples=1000000", "--json")).Exits(0).Json.GetProperty("targets").GetProperty("duration_s");
        Assert.InRange(predicted.GetProperty("value").GetDouble(), 0.07, 0.09);
        Assert.True(predicted.GetProperty("lower").GetDouble() < 0.08 && predicted.GetProperty("upper").GetDouble() > 0.08);
        (await Berth("predict", "pi.json", "--function", "pi", "--size", "medium", "--param", "num_samples=1000000")).Exits(0).Says("duration").Says("90 %");
        (await Berth("predict", "pi.json", "--function", "pie", "--size", "medium")).Exits(2).Says("did you mean 'pi'?");
        (await Berth("predict", "pi.json", "--function", "pi", "--size", "medium")).Exits(2).Says("'num_samples' of pi is missing");
        (await Berth("predict", file, "--function", "pi")).Exits(2).Says("no model of Berth");
        await File.WriteAllTextAsync(Path.Combine(Folder, "pi.json"), (await File.ReadAllTextAsync(Path.Combine(Folder, "pi.json"))).Replace("\"rows\":120", "\"rows\":121", StringComparison.Ordinal));
        (await Berth("predict", "pi.json", "--function", "pi")).Exits(2).Says("was changed or damaged");
    }

    [Fact(Timeout = 60 * Seconds)]
    public async Task I_am_told_what_cannot_be_learned_from()
    {
        (await Berth("learn", "nowhere")).Exits(2).Says("neither the folder of a run nor a CSV file");
        (await Berth("learn", Write("wrong.csv", "function,cores,memory_bytes,duration_s\npi,1,2,many\n"))).Exits(2).Says("wrong.csv:2: 'duration_s' is 'many'");
        (await Berth("learn", Write("few.csv", "function,cores,memory_bytes,duration_s\npi,1,2,3\n"), "--preset", "physical")).Exits(2).Says("1 executions to learn from");
        (await Berth("learn", "few.csv", "--preset", "phisical")).Exits(2).Says("there is no preset 'phisical'");
    }

    [Fact(Timeout = 120 * Seconds)]
    public async Task I_can_have_the_executions_made_that_tell_most()
    {
        NeedRoot();
        Write("sites.yaml", """
            name: chosen
            continuum: { sites: { small: { tier: edge, cpu: 400m, memory: 1Gi }, large: { tier: cloud, cpu: 900m, memory: 1Gi } } }
            profile: { functions: { pi: { num_samples: 20000000..200000000 }, stress: { input: 1000 } } }
            run: { dilation: auto, self-check: skip }
            """);
        var profiled = (await Berth("profile", "pi", "--sites", "sites.yaml", "--target", "90%", "--most", "14", "--json")).Exits(0).Json;
        var state = Assert.Single(profiled.GetProperty("profiles").EnumerateArray());
        Assert.True(state.GetProperty("reached").GetBoolean());
        Assert.Equal("pi", Assert.Single(state.GetProperty("functions").EnumerateArray()).GetProperty("function").GetString());
        Assert.InRange(state.GetProperty("executions").GetInt32(), 10, 14);
        Assert.Contains("all below the target of 90 %", profiled.GetProperty("answer").GetString(), StringComparison.Ordinal);
        var folder = profiled.GetProperty("runFolder").GetString()!;
        using (var records = new RunRecords(folder))
            Assert.Equal(0, records.Count("executions", "not exists (select 1 from process_samples sample where sample.pid = executions.pid and sample.moment_ns <= executions.start_ns)"));
        var model = Path.Combine(folder, "model.json");
        (await Berth("predict", model, "--function", "pi", "--size", "large", "--param", "num_samples=100000000")).Exits(0).Says("duration");
    }

    [Fact(Timeout = 60 * Seconds)]
    public async Task I_am_told_what_cannot_be_profiled()
    {
        (await Berth("profile")).Exits(2).Says("name what is to be executed: pi, dense, video, stress");
        (await Berth("profile", "py")).Exits(2).Says("there is no workload 'py'");
        (await Berth("profile", "pi", "--sizes", "huge")).Exits(2).Says("'huge', which is none of small, medium, large");
        (await Berth("profile", "pi", "--sizes", "a=1q/1Gi")).Exits(2).Says("1q");
        (await Berth("profile", "pi", "--target", "10")).Exits(2).Says("--target 10 is not a fraction");
        (await Berth("profile", "pi", "--most", "3")).Exits(2).Says("--most 3 is not from 10");
        (await Berth("profile", "--sites", Write("right.yaml", new ExperimentText().ToString()))).Exits(2).Says("has no profile");
    }
}
