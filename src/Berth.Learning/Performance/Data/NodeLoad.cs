using Berth.Model.Observations;

namespace Berth.Learning.Performance.Data;

/// <summary>How many executions run on a node at a moment. Those count that have started at or before it and end after it.</summary>
internal sealed class NodeLoad(IEnumerable<Execution> executions)
{
    private readonly Dictionary<string, (long[] Starts, long[] Ends)> _nodes = executions.Where(execution => execution.End > execution.Start).GroupBy(execution => execution.Node)
        .ToDictionary(group => group.Key, group => (group.Select(execution => execution.Start).Order().ToArray(), group.Select(execution => execution.End).Order().ToArray()));

    /// <summary>The others that run when an execution starts, which itself takes some time.</summary>
    internal int Others(Execution execution)
    {
        var (starts, ends) = _nodes[execution.Node];
        return UpTo(starts, execution.Start) - UpTo(ends, execution.Start) - 1;
    }

    /// <summary>How many of some ascending moments are not after one.</summary>
    private static int UpTo(long[] moments, long moment)
    {
        var (low, high) = (0, moments.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (moments[middle] <= moment)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
