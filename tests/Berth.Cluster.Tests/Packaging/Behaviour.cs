namespace Berth.Cluster.Tests.Packaging;

/// <summary>What a right is for.</summary>
/// <param name="Right">The right.</param>
/// <param name="Name">What the component does with it, in words.</param>
/// <param name="Fails">Whether it does that no longer.</param>
internal sealed record Behaviour(string Right, string Name, Func<Task<bool>> Fails);
