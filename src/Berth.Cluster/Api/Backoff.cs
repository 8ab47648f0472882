using Berth.Model;

namespace Berth.Cluster.Api;

/// <summary>Waits between attempts: doubled each time, with a random half, so that many who lost the same server do not return together.</summary>
/// <param name="first">First wait.</param>
/// <param name="longest">Longest wait.</param>
/// <param name="random">Stream of random numbers.</param>
public sealed class Backoff(TimeSpan first, TimeSpan longest, RandomStream random)
{
    private int _attempts;

    /// <summary>The next wait: between half of it and all.</summary>
    public TimeSpan Next()
    {
        var whole = Math.Min(first.TotalSeconds * Math.Pow(2, _attempts++), longest.TotalSeconds);
        return TimeSpan.FromSeconds(whole * (0.5 + 0.5 * random.NextDouble()));
    }

    /// <summary>An attempt succeeded.</summary>
    public void Reset() => _attempts = 0;
}
