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
}
