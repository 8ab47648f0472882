namespace Berth.Serving.Dispatch;

/// <summary>Early binding: the ready replica that has the fewest requests for its slots, waiting ones included; of equal ones the first.</summary>
internal sealed class LeastOutstandingBalance : IBalance
{
    /// <inheritdoc/>
    public string Name => "least-outstanding";

    /// <inheritdoc/>
    public Replica? Choose(IReadOnlyList<Replica> replicas)
    {
        Replica? best = null;
        foreach (var replica in replicas)
            if (replica.State == ReplicaState.Ready && (best is null || (long)replica.Outstanding * best.Slots < (long)best.Outstanding * replica.Slots))
                best = replica;
        return best;
    }
}
