using System.Globalization;
using System.Text;
using Berth.Model.Functions;

namespace Berth.Verbs;

/// <summary>The experiment file of a profile that is asked for on the command line.</summary>
internal static class ProfileText
{
    /// <summary>Ranges with which an execution lasts from a tenth of a second to some seconds on the sizes below.</summary>
    private static readonly IReadOnlyDictionary<string, string> Ranges = new Dictionary<string, string>
    {
        ["pi"] = "{ num_samples: 100000000..1000000000 }",
        ["dense"] = "{ num_samples: 15000..40000, epochs: 1..3, num_layers: 1..3, units: 64..128 }",
        ["video"] = "{ profile: 0..1, seconds: 0.2..0.5 }",
        ["stress"] = "{ input: 25000000..250000000 }",
    };

    private static readonly IReadOnlyDictionary<string, string> Sizes = new Dictionary<string, string>
    {
        ["small"] = "cpu: 100m, memory: 1Gi, power: { idle: 0.5W, peak: 2W }",
        ["medium"] = "cpu: 250m, memory: 2Gi, power: { idle: 1W, peak: 5W }",
        ["large"] = "cpu: 500m, memory: 4Gi, power: { idle: 2W, peak: 12W }",
    };

    /// <summary>Functions that it can profile.</summary>
    internal static IEnumerable<string> Functions => Ranges.Keys;

    /// <summary>Sizes that have a name.</summary>
    internal static IEnumerable<string> NamedSizes => Sizes.Keys;

    /// <summary>The text.</summary>
    /// <param name="functions">Names of functions.</param>
    /// <param name="sizes">Names of sizes, or <c>NAME=CPU/MEMORY</c>.</param>
    /// <param name="target">When it is good enough.</param>
    /// <param name="seed">Seed of the choice.</param>
    /// <exception cref="ArgumentException">A function or a size is none.</exception>
    internal static string Of(IReadOnlyList<string> functions, IReadOnlyList<string> sizes, ProfileTarget target, int seed)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"name: profile-{string.Join("-", functions)}\nseed: {seed}\ncontinuum:\n  sites:\n"));
        foreach (var size in sizes)
            text.Append(Site(size));
        text.Append(CultureInfo.InvariantCulture, $"profile:\n  until: {{ error: {target.Error}, most: {target.Most} }}\n  functions:\n");
        foreach (var function in functions)
            text.Append(CultureInfo.InvariantCulture, $"    {function}: {(Ranges.TryGetValue(function, out var ranges) ? ranges : throw new ArgumentException($"there is no workload '{function}'; there are: {string.Join(", ", Functions)}"))}\n");
        return text.Append("run: { dilation: auto }\n").ToString();
    }

    private static string Site(string size) => size.Split('=', '/') switch
    {
        [var name] when Sizes.TryGetValue(name, out var known) => $"    {name}: {{ tier: edge, {known} }}\n",
        [var name, var cpu, var memory] => $"    {name}: {{ tier: edge, cpu: {cpu}, memory: {memory} }}\n",
        _ => throw new ArgumentException($"--sizes has '{size}', which is none of {string.Join(", ", NamedSizes)} and not NAME=CPU/MEMORY such as tiny=50m/512Mi"),
    };
}
