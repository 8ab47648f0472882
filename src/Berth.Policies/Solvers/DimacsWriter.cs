namespace Berth.Policies.Solvers;

/// <summary>Writes minimum-cost flow problems in the format that <see cref="DimacsReader"/> reads.</summary>
public static class DimacsWriter
{
    /// <summary>Writes a problem, arcs in their order, with a comment in front.</summary>
    public static void Write(TextWriter text, FlowNetwork network, string comment = "")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(network);
        foreach (var line in comment.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            text.Write($"c {line.TrimEnd()}\n");
        text.Write($"p min {network.NodeCount} {network.ArcCount}\n");
        for (var node = 0; node < network.NodeCount; node++)
            if (network.Supply[node] != 0)
                text.Write($"n {node + 1} {network.Supply[node]}\n");
        for (var arc = 0; arc < network.ArcCount; arc++)
        {
            var capacity = network.Capacity[arc] == FlowNetwork.Unlimited ? -1 : network.Capacity[arc];
            text.Write($"a {network.From[arc] + 1} {network.To[arc] + 1} 0 {capacity} {network.Cost[arc]}\n");
        }
    }
}
