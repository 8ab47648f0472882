using Berth.Policies;

namespace Berth.Records.Situations;

/// <summary>A forecast that remembers what it was asked since it last forgot.</summary>
internal sealed class ForecastListener(ICarbonForecast forecast) : ICarbonForecast
{
    private readonly Dictionary<(long, long), double> _answers = [];

    public string Name => forecast.Name;

    internal IReadOnlyList<ForecastAnswer> Answers => [.. _answers.Select(answer => new ForecastAnswer(answer.Key.Item1, answer.Key.Item2, answer.Value))];

    internal void Forget() => _answers.Clear();

    public double MeanOver(long now, long from, long to) => _answers[(from, to)] = forecast.MeanOver(now, from, to);
}
