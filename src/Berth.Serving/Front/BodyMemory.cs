namespace Berth.Serving.Front;

/// <summary>Bounds the memory that large requests take while they come in, wait, and are served.</summary>
/// <param name="limit">Bytes.</param>
internal sealed class BodyMemory(long limit)
{
    /// <summary>Buffers up to this length do not count.</summary>
    internal const int Small = 65_536;

    private long _used;

    /// <summary>Bytes that are taken.</summary>
    internal long Used => Interlocked.Read(ref _used);

    /// <summary>Takes a buffer's length into account; false when there is no room.</summary>
    internal bool TryTake(int length)
    {
        if (length <= Small)
            return true;
        if (Interlocked.Add(ref _used, length) <= limit)
            return true;
        Interlocked.Add(ref _used, -length);
        return false;
    }

    /// <summary>Gives it back.</summary>
    internal void Return(int length)
    {
        if (length > Small)
            Interlocked.Add(ref _used, -length);
    }
}
