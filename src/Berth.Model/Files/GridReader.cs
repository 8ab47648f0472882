using System.Globalization;
using Berth.Model.Units;

namespace Berth.Model.Files;

/// <summary>Declares the electricity of a site.</summary>
internal sealed class GridReader(Vocabulary vocabulary, string folder)
{
    private static readonly string[] Sources = ["intensity", "zone", "trace"];

    internal Grid Read(Fields fields)
    {
        var intensity = fields.OptionalQuantity<CarbonIntensity>("intensity", "Grams of CO2 equivalent for each kilowatt-hour.");
        var zone = fields.Word("zone", "Grid zone whose mean intensity is used.", [.. vocabulary.Zones.Keys], "");
        var trace = ReadTrace(fields);
        var wave = fields.Section("wave", "A sine around the intensity.", ReadWave, mandatory: false);
        if (Sources.Count(fields.Has) > 1)
            fields.Error(fields.Has("zone") ? "zone" : "trace", "carbon intensity is given twice", "one of zone, intensity and trace");
        if (intensity is null && !fields.Has("zone") && !fields.Has("intensity") && !fields.Has("trace"))
            fields.Error("zone", "carbon needs a zone, an intensity or a trace", "for example intensity: 350g/kWh");
        if (wave is not null && trace is not null)
            fields.Error("wave", "a trace has its own waves", "either wave or trace");
        var mean = intensity ?? vocabulary.Zones.GetValueOrDefault(zone);
        if (wave is not null && wave.Amplitude.GramsPerKilowattHour > mean.GramsPerKilowattHour)
            fields.Error("wave", $"the amplitude {wave.Amplitude} is above the mean {mean}, so the intensity would be negative");
        return new(mean, trace, wave);
    }

    private CarbonTrace? ReadTrace(Fields fields)
    {
        var file = fields.OptionalText("trace", "File of carbon intensities over time.");
        var start = fields.OptionalText("start", "Moment of the trace (UTC) at which the run starts; without it the first.");
        var step = fields.OptionalQuantity<Duration>("step", "Length over which the intensities of the trace are averaged.");
        if (file is null)
        {
            if (start is not null || step is not null)
                fields.Error(start is null ? "step" : "start", "only a trace has a start and a step");
            return null;
        }
        var path = Path.GetFullPath(file, folder);
        if (!File.Exists(path))
            fields.Error("trace", $"there is no file {path}");
        DateTimeOffset? moment = null;
        if (start is not null && DateTimeOffset.TryParse(start, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed))
            moment = parsed;
        else if (start is not null)
            fields.Error("start", $"'{start}' is not a moment", "for example 2020-06-01T00:00");
        return new(path, moment, step);
    }

    private static CarbonWave ReadWave(Fields fields) => new(
        fields.Quantity<CarbonIntensity>("amplitude", "How far it goes up and down.", null),
        fields.Quantity<Duration>("period", "Time from one crest to the next.", new Duration(86_400), period => period.Seconds > 0 ? null : "it must be above 0"));
}
