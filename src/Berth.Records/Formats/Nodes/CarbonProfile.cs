using System.Globalization;
using Berth.Accounting;
using Berth.Model;
using Berth.Model.Units;
using Berth.Records.Formats.Delimited;

namespace Berth.Records.Formats.Nodes;

/// <summary>
/// The carbon profiles of KubEnergySched: <c>static:g</c>, <c>sine:mean:amplitude:seconds</c>, <c>randwalk:least:most:seconds</c>, in g/kWh. None at all is the
/// mean of the site's zone, where that is known.
/// </summary>
internal static class CarbonProfile
{
    private const string Known = "write static:100, sine:150:50:3600 or randwalk:100:200:300";

    internal static Grid? Read(RowReader rows, int column, SiteFacts site)
    {
        var text = rows.Field(column).ToString();
        if (text.Length == 0)
            return CarbonZones.Means.TryGetValue(site.Region, out var mean) ? new(Times(mean.GramsPerKilowattHour, site)) : null;
        var parts = text.Split(':');
        var numbers = new double[parts.Length - 1];
        for (var at = 0; at < numbers.Length; at++)
            if (!double.TryParse(parts[at + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[at]) || numbers[at] is not (>= 0 and <= 1e6))
                throw rows.Error($"'ci_profile' is {Mistake.Quote(text)}", Known);
        return (parts[0], numbers) switch
        {
            ("static", [var value]) => new(Times(value, site)),
            ("sine", [var middle, var amplitude, var period]) when period > 0 && amplitude <= middle =>
                new(Times(middle, site), Wave: new(Times(amplitude, site), new(period))),
            ("sine", [var middle, var amplitude, > 0]) => throw rows.Error($"the amplitude {amplitude} of 'ci_profile' is above its mean {middle}, so the intensity would be negative", "lower it"),
            ("randwalk", [var least, var most, var step]) when step > 0 && least <= most =>
                new(Times((least + most) / 2, site), Walk: new(Times(least, site), Times(most, site), new(step))),
            _ => throw rows.Error($"'ci_profile' is {Mistake.Quote(text)}", Known),
        };
    }

    private static CarbonIntensity Times(double grams, SiteFacts site) => new(grams * site.Factor);
}
