using System.Globalization;
using System.Text;
using System.Text.Json;
using Berth.Acceptance.Harness;

namespace Berth.Acceptance;

/// <summary>Placement by prediction: the same calls of functions under several policies.</summary>
public sealed class CallSpecs : Specs
{
    private static readonly string Sample = Repository.PathOf("samples", "place-by-prediction.yaml");

    private const string Pi = """
        name: calls
        continuum: { sites: { edge: { nodes: 2, cpu: 1, memory: 1Gi }, cloud: { cpu: 1, share: 0.5, memory: 1Gi } } }
        jobs: { requests: { calls: { functions: { pi: { num_samples: 1000000..9000000 } }, rate: 5/s, count: 30 } } }
        compare: { placement: [least-allocated, predicted] }
        run: { world: simulation }
        """;

    /// <summary>Executions of the sample's functions on its sizes, as long as their work asks for, a few percent off.</summary>
    private static string Executions()
    {
        var text = new StringBuilder("function,size,cores,memory_bytes,speed,duration_s,param.num_samples,param.input,param.units,param.profile,param.seconds\n");
        for (var number = 0; number < 240; number++)
        {
            var (size, memory, speed) = (number % 3) switch { 0 => ("endpoint", 1L << 30, 0.1), 1 => ("edge", 2L << 30, 0.3), _ => ("cloud", 4L << 30, 0.8) };
            var part = number % 61 / 61.0;
            var (function, seconds, parameters) = (number / 3 % 4) switch
            {
                0 => ("pi", 0.085 * Math.Pow(20, part), Invariant($"{1e8 * Math.Pow(20, part)},,,,")),
                1 => ("stress", 0.066 * Math.Pow(25, part), Invariant($",{2e7 * Math.Pow(25, part)},,,")),
                2 => ("dense", 0.2 * Math.Pow(10, part) * (32 + number % 7 * 10) / 64, Invariant($"{2e3 * Math.Pow(10, part)},,{32 + number % 7 * 10},,")),
                _ => ("video", 0.45 * (1 + number / 12 % 2), Invariant($",,,{number / 12 % 2},0.4")),
            };
            text.Append(CultureInfo.InvariantCulture, $"{function},{size},1,{memory},{speed},{seconds / speed * (1 + 0.04 * Math.Sin(number * 3.7))},{parameters}\n");
        }
        return text.ToString();
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private async Task<string> Model()
    {
        Write("executions.csv", Executions());
        (await Berth("learn", "executions.csv", "--out", "model.json", "--preset", "physical")).Exits(0);
        return Path.Combine(Folder, "model.json");
    }

    private static double Turnaround(JsonElement run, string placement) => run.GetProperty("jobs").EnumerateArray().Single(row => row.GetProperty("placement").GetString() == placement)
        .GetProperty("figures").GetProperty("meanTurnaroundSeconds").GetProperty("mean").GetDouble();

    [Fact(Timeout = 120 * Seconds)]
    public async Task I_can_see_that_prediction_places_calls_better_than_spreading_them()
    {
        var model = await Model();
        var run = (await Berth("simulate", Sample, "--model", model, "--json")).Exits(0).Json;
        var predicted = Turnaround(run, "predicted");
        Assert.True(predicted <= 0.8 * Turnaround(run, "least-allocated"), $"predicted {predicted} s, least-allocated {Turnaround(run, "least-allocated")} s");
        Assert.True(predicted <= 0.8 * Turnaround(run, "round-robin"), $"predicted {predicted} s, round-robin {Turnaround(run, "round-robin")} s");
        Assert.All(run.GetProperty("jobs").EnumerateArray(), row => Assert.Equal(60, row.GetProperty("figures").GetProperty("completed").GetProperty("mean").GetDouble()));
        var again = (await Berth("simulate", Sample, "--model", model, "--json", "--runs", "again")).Exits(0).Json;
        Assert.Equal(predicted, Turnaround(again, "predicted"));
        (await Berth("simulate", Sample, "--model", model)).Exits(0).Says("predicted is the fastest");
    }

    [Fact(Timeout = 120 * Seconds)]
    [Trait("Speed", "Long")]
    public async Task I_am_told_what_a_call_lacks()
    {
        var file = Write("calls.yaml", Pi);
        (await Berth("simulate", file)).Exits(2).Says("calls of functions need a model of their performance").Says("--model");
        (await Berth("simulate", file, "--model", "nowhere.json")).Exits(2).Says("nowhere.json: the model cannot be read");
        var model = await Model();
        (await Berth("simulate", file, "--model", model)).Exits(0);
        (await Berth("simulate", Write("named.yaml", Pi.Replace("jobs:", "performance: { model: model.json }\njobs:", StringComparison.Ordinal)))).Exits(0);
        (await Berth("simulate", Write("unknown.yaml", Pi.Replace("pi: { num_samples: 1000000..9000000 }", "stress: {}", StringComparison.Ordinal)), "--model", model)).Exits(2).Says("stress-1: the model of performance knows nothing of stress with no parameters");
        (await Berth("check", Write("emulated.yaml", Pi.Replace("world: simulation", "world: emulation", StringComparison.Ordinal)))).Exits(2).Says("nothing says how long a call takes");
    }
}
