using System.Diagnostics;

namespace Berth.Cluster.Tests.Harness;

/// <summary>Waits for something that must come, and says what did not.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    internal static Task HoldsAsync(string what, Func<bool> condition) => HoldsAsync(what, () => Task.FromResult(condition()));

    internal static Task HoldsAsync(string what, TimeSpan deadline, Func<bool> condition) => HoldsAsync(what, deadline, () => Task.FromResult(condition()));

    internal static Task HoldsAsync(string what, Func<Task<bool>> condition) => HoldsAsync(what, Deadline, condition);

    internal static async Task HoldsAsync(string what, TimeSpan deadline, Func<Task<bool>> condition)
    {
        for (var watch = Stopwatch.StartNew(); !await condition(); await Task.Delay(10))
            Assert.True(watch.Elapsed < deadline, $"within {deadline.TotalSeconds} s it did not happen that {what}");
    }
}
