using System.Globalization;
using Berth.Model;
using Berth.Model.Functions;
using Berth.Model.Jobs;

namespace Berth.Records.Formats.Generators;

/// <summary>
/// Draws calls of functions: one stream for when they arrive, one for what is called, so that either can change without the other. Functions and parameters are independent draws, not a
/// design: calls in turn would meet nodes in turn.
/// </summary>
public static class FunctionCalls
{
    /// <summary>The calls by arrival; the same seed, name and generator always give the same. Each takes one core; its length is not known and is 0.</summary>
    public static IEnumerable<Job> Generate(CallGenerator generator, long seed, string name)
    {
        var needs = new RandomStream(seed, $"jobs/{name}/calls");
        var number = 0;
        foreach (var arrival in ArrivalPatterns.All["poisson"](generator.Rate.PerSecond, new(seed, $"jobs/{name}/arrivals")).Take(generator.Count))
        {
            var call = Draw(generator.Functions, needs);
            yield return new($"{call.Function}-{(++number).ToString(CultureInfo.InvariantCulture)}", new(arrival), new(1), default, default, default, Class: call.Function, Call: call);
        }
    }

    private static FunctionCall Draw(IReadOnlyList<FunctionUse> functions, RandomStream random)
    {
        var left = random.NextDouble() * functions.Sum(use => use.Weight);
        var chosen = functions.First(use => (left -= use.Weight) < 0 || use == functions[^1]);
        return new(chosen.Function, chosen.Ranges.ToDictionary(range => range.Name, range => range.At(random.NextDouble())));
    }
}
