namespace Berth.Policies.Placement.CarbonAwareness;

/// <summary>The four terms of a number of candidates: first as they are, then scaled over the candidates and weighted. Its memory is used again.</summary>
internal sealed class ScaledTerms(CarbonWeights weights)
{
    private static readonly string[] Names = ["carbon", "wait", "queue", "price"];

    private readonly double[] _weights = [weights.Carbon, weights.Wait, weights.Queue, weights.Price];
    private readonly double[][] _columns = [[], [], [], []];
    private double[] _scratch = [];
    private int _count;

    internal void Clear() => _count = 0;

    /// <summary>Adds a candidate: grams, seconds, tasks, currency.</summary>
    internal void Add(double grams, double seconds, double tasks, double cost)
    {
        if (_count == _scratch.Length)
        {
            var size = Math.Max(16, 2 * _count);
            Array.Resize(ref _scratch, size);
            for (var term = 0; term < _columns.Length; term++)
                Array.Resize(ref _columns[term], size);
        }
        (_columns[0][_count], _columns[1][_count], _columns[2][_count], _columns[3][_count]) = (grams, seconds, tasks, cost);
        _count++;
    }

    /// <summary>Scales and weighs; returns the first candidate with the lowest score. There is at least one.</summary>
    internal int Lowest()
    {
        for (var term = 0; term < _columns.Length; term++)
        {
            var values = _columns[term].AsSpan(0, _count);
            if (_weights[term] == 0)
                values.Clear();
            else
                RobustScale.Apply(values, _scratch.AsSpan(0, _count));
            foreach (ref var value in values)
                value *= _weights[term];
        }
        var lowest = 0;
        for (var candidate = 1; candidate < _count; candidate++)
            if (Score(candidate) < Score(lowest))
                lowest = candidate;
        return lowest;
    }

    internal double Score(int candidate) => _columns[0][candidate] + _columns[1][candidate] + _columns[2][candidate] + _columns[3][candidate];

    internal IReadOnlyList<Term> Terms(int candidate) => [.. Names.Select((name, term) => new Term(name, _columns[term][candidate]))];
}
