using Berth.Model.Units;

namespace Berth.Model;

/// <summary>The electricity of a site: how dirty it is, now or over time, and what it costs.</summary>
/// <param name="Intensity">Intensity that never changes; the mean where a trace or a wave is given.</param>
/// <param name="Trace">A trace of intensities; null where it never changes.</param>
/// <param name="Wave">A daily or other wave; null where it never changes.</param>
/// <param name="Walk">A bounded random walk; null where it never changes.</param>
public sealed record Grid(CarbonIntensity Intensity, CarbonTrace? Trace = null, CarbonWave? Wave = null, CarbonWalk? Walk = null);

/// <summary>A file of carbon intensities over time.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Start">Moment of the trace (UTC) that is the start of the run; null is its first.</param>
/// <param name="Step">Length over which intensities are averaged; null keeps the steps of the file.</param>
public sealed record CarbonTrace(string Path, DateTimeOffset? Start, Duration? Step);

/// <summary>A sine: mean + amplitude · sin(2π t / period).</summary>
public sealed record CarbonWave(CarbonIntensity Amplitude, Duration Period);

/// <summary>A random walk between two bounds, at which it turns round: from their middle, each step up or down by at most a tenth of their distance.</summary>
/// <param name="Least">Lower bound.</param>
/// <param name="Most">Upper bound.</param>
/// <param name="Step">Time between steps.</param>
public sealed record CarbonWalk(CarbonIntensity Least, CarbonIntensity Most, Duration Step);
