namespace Berth.Serving.Dispatch;

/// <summary>Requests in the order in which they came. Any of them can leave in constant time.</summary>
internal sealed class RequestQueue
{
    private Exchange? _first;
    private Exchange? _last;

    internal int Count { get; private set; }

    internal void Add(Exchange exchange)
    {
        (exchange.Queue, exchange.Previous, exchange.Next) = (this, _last, null);
        if (_last is { } last)
            last.Next = exchange;
        else
            _first = exchange;
        _last = exchange;
        Count++;
    }

    /// <summary>Adds one that had already been served first.</summary>
    internal void AddFirst(Exchange exchange)
    {
        (exchange.Queue, exchange.Previous, exchange.Next) = (this, null, _first);
        if (_first is { } first)
            first.Previous = exchange;
        else
            _last = exchange;
        _first = exchange;
        Count++;
    }

    /// <summary>Takes the first; null when nothing waits.</summary>
    internal Exchange? Take()
    {
        if (_first is not { } first)
            return null;
        Remove(first);
        return first;
    }

    internal void Remove(Exchange exchange)
    {
        if (exchange.Previous is { } previous)
            previous.Next = exchange.Next;
        else
            _first = exchange.Next;
        if (exchange.Next is { } next)
            next.Previous = exchange.Previous;
        else
            _last = exchange.Previous;
        (exchange.Queue, exchange.Previous, exchange.Next) = (null, null, null);
        Count--;
    }
}
