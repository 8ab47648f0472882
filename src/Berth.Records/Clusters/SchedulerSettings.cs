namespace Berth.Records.Clusters;

/// <summary>Which scheduler decided, and how: <c>scheduler.json</c> of its folder.</summary>
/// <param name="Scheduler">Its name.</param>
/// <param name="Policy">Its policy.</param>
/// <param name="Options">Options that the policy was given.</param>
/// <param name="Seed">Seed of the policy's random numbers.</param>
/// <param name="Together">Pods that it asks about together at most.</param>
public sealed record SchedulerSettings(string Scheduler, string Policy, IReadOnlyDictionary<string, double> Options, long Seed, int Together);
