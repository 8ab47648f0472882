namespace Berth.Serving.Dispatch;

/// <summary>What can be set while a dispatcher runs, and how many requests may wait.</summary>
internal sealed class DispatchSettings
{
    /// <summary>Requests that may wait.</summary>
    internal int QueueLimit { get; init; } = 1000;

    /// <summary>Replicas that a request is given to before it fails.</summary>
    internal int MostAttempts { get; init; } = 3;

    /// <summary>Time until an answer is worth nothing.</summary>
    internal double DeadlineSeconds { get; set; } = 10;

    /// <summary>Longest wait that a request is taken for; infinite takes every one.</summary>
    internal double AdmitSeconds { get; set; } = double.PositiveInfinity;
}
