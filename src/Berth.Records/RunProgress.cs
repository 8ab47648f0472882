namespace Berth.Records;

/// <summary>What a run is doing now.</summary>
/// <param name="Text">In words.</param>
/// <param name="Done">Part of the whole run that is over, 0 to 1.</param>
/// <param name="Left">Expected rest; null until it is known.</param>
public sealed record RunProgress(string Text, double Done, TimeSpan? Left);
