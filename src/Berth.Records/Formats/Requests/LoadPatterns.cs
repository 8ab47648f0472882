using Berth.Model;
using Berth.Model.Services;

namespace Berth.Records.Formats.Requests;

/// <summary>Rates of generated loads, second by second and without end.</summary>
public static class LoadPatterns
{
    private const double RampSeconds = 5;

    private static readonly Dictionary<string, Func<LoadPattern, RandomStream, Func<double, double>>> Shapes = new()
    {
        ["constant"] = (pattern, _) => _ => pattern.Rate.PerSecond,
        ["steps"] = (pattern, _) => time => time % pattern.Period.Seconds < pattern.Period.Seconds / 2 ? pattern.Rate.PerSecond : pattern.Peak.PerSecond,
        ["diurnal"] = (pattern, _) => time => Between(pattern, (1 - Math.Cos(2 * Math.PI * time / pattern.Period.Seconds)) / 2),
        ["bursts"] = (pattern, random) => new Bursts(pattern, random).At,
    };

    /// <summary>Names of the shapes.</summary>
    public static IReadOnlyCollection<string> Names => Shapes.Keys;

    /// <summary>Requests a second, from a time of the pattern on.</summary>
    public static IEnumerable<double> Rates(LoadPattern pattern, double start, RandomStream random)
    {
        var at = Shapes[pattern.Shape](pattern, random);
        for (var time = start; ; time++)
            yield return at(time);
    }

    private static double Between(LoadPattern pattern, double part) => pattern.Rate.PerSecond + (pattern.Peak.PerSecond - pattern.Rate.PerSecond) * part;

    /// <summary>Bursts at exponential distances with the period as mean, each of its own height up to the peak and of a tenth of the period; the rate goes up within seconds.</summary>
    private sealed class Bursts(LoadPattern pattern, RandomStream random)
    {
        private double _begin = random.NextExponential(pattern.Period.Seconds);
        private double _length = pattern.Period.Seconds / 10 * (0.5 + random.NextDouble());
        private double _height = 0.5 + random.NextDouble() / 2;

        internal double At(double time)
        {
            while (time >= _begin + _length + RampSeconds)
            {
                _begin += _length + RampSeconds + random.NextExponential(pattern.Period.Seconds);
                _length = pattern.Period.Seconds / 10 * (0.5 + random.NextDouble());
                _height = 0.5 + random.NextDouble() / 2;
            }
            var up = Math.Clamp((time - _begin) / RampSeconds, 0, 1);
            var down = Math.Clamp((_begin + _length + RampSeconds - time) / RampSeconds, 0, 1);
            return Between(pattern, _height * Math.Min(up, down));
        }
    }
}
