using Berth.Model.Units;

namespace Berth.Model.Services;

/// <summary>The requests of a service: a recorded number for each second, or a generated one.</summary>
/// <param name="Trace">Absolute path of a file of counts a second; null when they are generated.</param>
/// <param name="Pattern">How they are generated; null when they are recorded.</param>
/// <param name="Start">Time of the trace or pattern that is the start of the run.</param>
/// <param name="Scale">Factor of the counts.</param>
/// <param name="Within">How requests are spread within their second: at equal distances, or at random (a Poisson process with the given counts).</param>
public sealed record ServiceLoad(string? Trace, LoadPattern? Pattern, Duration Start, double Scale, Arrivals Within);

/// <summary>A generated load.</summary>
/// <param name="Shape">How the rate goes: <c>constant</c>, <c>steps</c>, <c>diurnal</c> or <c>bursts</c>.</param>
/// <param name="Rate">Base rate.</param>
/// <param name="Peak">Highest rate.</param>
/// <param name="Period">From one peak to the next.</param>
public sealed record LoadPattern(string Shape, Frequency Rate, Frequency Peak, Duration Period);
