using Berth.Model;

namespace Berth.Learning.Performance.Intervals;

/// <summary>Folds of equal size (or one row more), by chance.</summary>
internal static class CrossFolds
{
    internal const int Count = 5;

    /// <summary>The fold of each row.</summary>
    internal static int[] Of(int rows, int seed, int folds = Count)
    {
        var order = Shuffle(rows, new(seed, "folds"));
        var result = new int[rows];
        for (var place = 0; place < rows; place++)
            result[order[place]] = place % folds;
        return result;
    }

    /// <summary>The numbers from 0 in a random order (Fisher and Yates).</summary>
    internal static int[] Shuffle(int count, RandomStream random)
    {
        var order = Enumerable.Range(0, count).ToArray();
        for (var last = count - 1; last > 0; last--)
        {
            var other = random.NextInt(last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }
        return order;
    }
}
