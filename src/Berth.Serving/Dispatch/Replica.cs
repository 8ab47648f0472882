namespace Berth.Serving.Dispatch;

/// <summary>An HTTP server that answers requests.</summary>
/// <param name="name">Unique name.</param>
/// <param name="url">Where it listens.</param>
/// <param name="slots">How many requests it is given at once.</param>
internal sealed class Replica(string name, string url, int slots)
{
    internal string Name => name;

    internal string Url => url;

    internal int Slots { get; set; } = slots;

    internal ReplicaState State { get; set; }

    /// <summary>Set once, before it is added to a dispatcher.</summary>
    internal IReplicaLink Link { get; set; } = null!;

    /// <summary>Requests that it has now.</summary>
    internal int InFlight { get; set; }

    /// <summary>Requests that wait for it alone, where requests are bound early.</summary>
    internal RequestQueue Waiting { get; } = new();

    /// <summary>Requests that it answered.</summary>
    internal long Completed { get; set; }

    /// <summary>Exchanges with it that failed.</summary>
    internal long Failed { get; set; }

    /// <summary>When it last answered anything, in nanoseconds.</summary>
    internal long LastAnswer { get; set; }

    /// <summary>Value of <c>ml_app_cpu_usage_percent</c> in its own metrics; null when it gave none.</summary>
    internal double? CpuPercent { get; set; }

    internal int Outstanding => InFlight + Waiting.Count;

    internal bool HasFreeSlot => State == ReplicaState.Ready && InFlight < Slots;
}
