using Berth.Cluster.Scheduling.State;

namespace Berth.Cluster.Scheduling.Deciding;

/// <summary>
/// The pods without a node: by priority, then age, then name. One that was refused waits for a change and at least its back-off; one that was put off waits for its
/// moment.
/// </summary>
internal sealed class PodQueue
{
    private const long Second = 1_000_000_000;

    private const long LongestBackoff = 10 * Second;

    /// <summary>Refused pods are asked about again after this time, in case that a change was overlooked.</summary>
    private const long Overlooked = 60 * Second;

    private static readonly Comparer<PodInfo> Order = Comparer<PodInfo>.Create((one, other) =>
        other.Priority.CompareTo(one.Priority) is not 0 and var priority ? priority
        : Nullable.Compare(one.Pod.Metadata.CreationTimestamp, other.Pod.Metadata.CreationTimestamp) is not 0 and var age ? age
        : string.CompareOrdinal(one.Key.Namespace, other.Key.Namespace) is not 0 and var space ? space
        : string.CompareOrdinal(one.Key.Name, other.Key.Name) is not 0 and var name ? name : one.Id.CompareTo(other.Id));

    private readonly SortedSet<PodInfo> _ready = new(Order);
    private readonly Dictionary<PodInfo, Wait> _waiting = [];
    private bool _woken;

    /// <summary>The pods to ask about now, in order.</summary>
    internal IReadOnlyCollection<PodInfo> Ready => _ready;

    /// <summary>Number of pods that wait for a change or a moment.</summary>
    internal int Waiting => _waiting.Count(each => !_ready.Contains(each.Key));

    /// <summary>A pod is new, or has changed.</summary>
    internal void Add(PodInfo pod)
    {
        _waiting.Remove(pod);
        _ready.Add(pod);
    }

    /// <summary>A pod has a node, or is gone.</summary>
    internal void Remove(PodInfo pod)
    {
        _ready.Remove(pod);
        _waiting.Remove(pod);
    }

    /// <summary>A pod is being decided about.</summary>
    internal void Take(PodInfo pod) => _ready.Remove(pod);

    /// <summary>A pod was refused, or could not be bound.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="now">Nanoseconds.</param>
    /// <param name="until">Moment until which it is put off; 0 when something has to change first.</param>
    /// <param name="again">Whether it is asked about after its back-off even if nothing changes.</param>
    internal void Return(PodInfo pod, long now, long until = 0, bool again = false)
    {
        var attempts = _waiting.TryGetValue(pod, out var before) ? before.Attempts + 1 : 1;
        var backoff = now + Math.Min(LongestBackoff, Second << Math.Min(attempts - 1, 8));
        _waiting[pod] = new(attempts, backoff, until > 0 ? until : again ? backoff : now + Overlooked, Woken: false);
    }

    /// <summary>Something has changed that may give refused pods room.</summary>
    internal void Wake() => _woken = true;

    /// <summary>Makes those ready that may be asked about now; the moment at which the next may be, or <see cref="long.MaxValue"/>.</summary>
    internal long Advance(long now)
    {
        var next = long.MaxValue;
        foreach (var (pod, wait) in _waiting)
        {
            if (_ready.Contains(pod))
                continue;
            var woken = wait.Woken || _woken;
            var moment = woken ? Math.Min(wait.Backoff, wait.Until) : wait.Until;
            if (moment <= now)
                _ready.Add(pod);
            else
                next = Math.Min(next, moment);
            if (woken != wait.Woken)
                _waiting[pod] = wait with { Woken = woken };
        }
        _woken = false;
        return next;
    }

    private readonly record struct Wait(int Attempts, long Backoff, long Until, bool Woken);
}
