namespace Berth.Serving.Load;

/// <summary>What became of a load.</summary>
/// <param name="Requests">Every request that was sent, by index.</param>
/// <param name="Stretch">Their moments are so many times later than in the load.</param>
/// <param name="Processes">Processes that sent it.</param>
/// <param name="Interrupted">Whether it was stopped before its end.</param>
/// <param name="Reasons">Some reasons why connections failed.</param>
public sealed record LoadResult(IReadOnlyList<LoadedRequest> Requests, double Stretch, int Processes, bool Interrupted, IReadOnlyList<string> Reasons);
