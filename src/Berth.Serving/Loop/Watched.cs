using Berth.Serving.Native;

namespace Berth.Serving.Loop;

/// <summary>Something with a descriptor that the loop watches.</summary>
internal abstract class Watched
{
    /// <summary>The descriptor; -1 when there is none.</summary>
    internal int Descriptor { get; set; } = -1;

    /// <summary>Place in the loop's table.</summary>
    internal int Place { get; set; } = -1;

    /// <summary>Called on the loop's thread with what happened since the last call (<see cref="Epoll.In"/> and others).</summary>
    internal abstract void Happened(uint what);
}
