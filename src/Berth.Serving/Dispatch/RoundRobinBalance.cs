namespace Berth.Serving.Dispatch;

/// <summary>Early binding: each ready replica is given the next request in turn, however many it already has.</summary>
internal sealed class RoundRobinBalance : IBalance
{
    private int _turn = -1;

    /// <inheritdoc/>
    public string Name => "round-robin";

    /// <inheritdoc/>
    public Replica? Choose(IReadOnlyList<Replica> replicas)
    {
        for (var i = 0; i < replicas.Count; i++)
        {
            _turn = _turn + 1 < replicas.Count ? _turn + 1 : 0;
            if (replicas[_turn].State == ReplicaState.Ready)
                return replicas[_turn];
        }
        return null;
    }
}
