namespace Berth.Policies.Placement;

/// <summary>Keeps the reasons of a policy that places tasks out of their order, and gives them in order.</summary>
internal sealed class BatchReasons(PlacementBatch batch)
{
    private readonly Decision?[] _decisions = new Decision?[batch.Explaining ? batch.Tasks.Count : 0];

    /// <summary>Keeps the reason of a task, if reasons are wanted.</summary>
    internal void Keep(int index, Func<Decision> decision)
    {
        if (batch.Explaining)
            _decisions[index] = decision();
    }

    /// <summary>Gives them all; the last argument makes those that were not kept.</summary>
    internal void Tell(Func<int, Decision> rest)
    {
        for (var index = 0; index < _decisions.Length; index++)
            batch.Explain(_decisions[index] ?? rest(index));
    }
}
