namespace Berth.Simulation.Services;

/// <summary>Requests that wait, first come, first served.</summary>
internal sealed class RequestQueue
{
    private int[] _ring = new int[64];
    private int _head;

    internal int Count { get; private set; }

    /// <summary>The one that has waited longest; there has to be one.</summary>
    internal int First => _ring[_head];

    internal void Add(int request)
    {
        if (Count == _ring.Length)
            Grow();
        _ring[(_head + Count++) & (_ring.Length - 1)] = request;
    }

    internal int Take()
    {
        var first = _ring[_head];
        _head = (_head + 1) & (_ring.Length - 1);
        Count--;
        return first;
    }

    private void Grow()
    {
        var larger = new int[_ring.Length * 2];
        for (var index = 0; index < Count; index++)
            larger[index] = _ring[(_head + index) & (_ring.Length - 1)];
        (_ring, _head) = (larger, 0);
    }
}
