namespace Berth.Model.Functions;

/// <summary>
/// An endless design of experiments: functions in turn by their weight, and for each the points of a sequence whose every beginning fills the space of its parameters evenly:
/// u_n = frac(s + n · a), a_d = 1 / φ^d with φ the root of x^(k+1) = x + 1 for k parameters (Roberts, The unreasonable effectiveness of quasirandom sequences, 2018), from a random start s.
/// </summary>
/// <param name="functions">The functions.</param>
/// <param name="seed">Seed of the starts.</param>
/// <param name="name">Name of the design; another has other starts.</param>
public sealed class FunctionDesign(IReadOnlyList<FunctionUse> functions, long seed, string name)
{
    private readonly double[] _credit = new double[functions.Count];
    private readonly int[] _count = new int[functions.Count];
    private readonly double[][] _starts = [.. functions.Select(use =>
    {
        var random = new RandomStream(seed, $"{name} {use.Function}");
        return use.Ranges.Select(_ => random.NextDouble()).ToArray();
    })];

    /// <summary>The next function and its parameters.</summary>
    public (string Function, IReadOnlyDictionary<string, double> Parameters) Next()
    {
        var chosen = 0;
        for (var index = 0; index < functions.Count; index++)
        {
            _credit[index] += functions[index].Weight;
            if (_credit[index] > _credit[chosen] + 1e-9)
                chosen = index;
        }
        _credit[chosen] -= functions.Sum(use => use.Weight);
        var (ranges, number) = (functions[chosen].Ranges, ++_count[chosen]);
        var root = Root(ranges.Count);
        return (functions[chosen].Function, ranges.Index().ToDictionary(
            range => range.Item.Name, range => range.Item.At((_starts[chosen][range.Index] + number * Math.Pow(root, -(range.Index + 1))) % 1)));
    }

    /// <summary>The positive root of x^(k+1) = x + 1, by iteration; it contracts.</summary>
    private static double Root(int parameters)
    {
        var root = 1.5;
        for (var step = 0; step < 60; step++)
            root = Math.Pow(1 + root, 1.0 / (parameters + 1));
        return root;
    }
}
