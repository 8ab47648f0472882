namespace Berth.Serving.Dispatch;

/// <summary>
/// Late binding: a request waits in the common queue until a replica has a free slot, so that none waits behind a slow one while another is free.
/// Free replicas take turns.
/// </summary>
internal sealed class PullBalance : IBalance
{
    private int _turn;

    /// <inheritdoc/>
    public string Name => "pull";

    /// <inheritdoc/>
    public Replica? Choose(IReadOnlyList<Replica> replicas)
    {
        for (var i = 0; i < replicas.Count; i++)
        {
            _turn = _turn + 1 < replicas.Count ? _turn + 1 : 0;
            if (replicas[_turn].HasFreeSlot)
                return replicas[_turn];
        }
        return null;
    }
}
