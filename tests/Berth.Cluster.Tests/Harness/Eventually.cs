using System.Diagnostics;

namespace Berth.Cluster.Tests.Harness;

/// <summary>Waits for something that must come, and says what did not.</summary>
internal static class Eventually
{
    internal static Task HoldsAsync(string what, Func<bool> condition, double seconds = 30) => HoldsAsync(what, () => Task.FromResult(condition()), seconds);

    internal static Task HoldsAsync(string what, TimeSpan deadline, Func<Task<bool>> condition) => HoldsAsync(what, condition, deadline.TotalSeconds);

    internal static async Task HoldsAsync(string what, Func<Task<bool>> condition, double seconds = 30)
    {
        for (var watch = Stopwatch.StartNew(); !await condition(); await Task.Delay(10))
            Assert.True(watch.Elapsed.TotalSeconds < seconds, $"within {seconds} s it did not happen that {what}");
    }
}
