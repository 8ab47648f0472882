using Berth.Learning.Performance.Data;

namespace Berth.Learning.Performance.Models;

/// <summary>What a regression is fitted to: encoded rows and the logarithms of a target.</summary>
/// <param name="Schema">What the columns are.</param>
/// <param name="Target">What is predicted.</param>
/// <param name="Rows">Encoded rows.</param>
/// <param name="Logs">Natural logarithm of the target of each row.</param>
public sealed record Design(FeatureSchema Schema, PerformanceTarget Target, IReadOnlyList<double[]> Rows, IReadOnlyList<double> Logs)
{
    /// <summary>Number of rows.</summary>
    public int Count => Rows.Count;

    /// <summary>Some of the rows.</summary>
    internal Design Subset(IReadOnlyList<int> indexes) => this with { Rows = [.. indexes.Select(index => Rows[index])], Logs = [.. indexes.Select(index => Logs[index])] };

    /// <summary>Groups of rows with equal cores, memory and speed; the number of its group for each row.</summary>
    internal int[] SizeGroups()
    {
        var numbers = new Dictionary<(double, double, double), int>();
        return [.. Rows.Select(row =>
        {
            var key = (row[FeatureSchema.Cores], row[FeatureSchema.Memory], row[FeatureSchema.Speed]);
            if (!numbers.TryGetValue(key, out var number))
                numbers[key] = number = numbers.Count;
            return number;
        })];
    }
}
