namespace Berth.Serving.Loop;

/// <summary>Calls its owner once, at or shortly after its moment; a link of a list of <see cref="TimerWheel"/>.</summary>
/// <param name="expired">What to do, on the loop's thread.</param>
internal sealed class LoopTimer(Action expired)
{
    /// <summary>Moment in nanoseconds.</summary>
    internal long Due { get; set; }

    internal LoopTimer? Previous { get; set; }

    internal LoopTimer? Next { get; set; }

    /// <summary>Slot of the wheel; -1 when it is not set.</summary>
    internal int Slot { get; set; } = -1;

    internal bool IsSet => Slot >= 0;

    internal void Expire() => expired();
}
