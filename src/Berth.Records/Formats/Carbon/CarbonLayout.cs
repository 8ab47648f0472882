using Berth.Records.Formats.Delimited;

namespace Berth.Records.Formats.Carbon;

/// <summary>Where a file of carbon intensities has its moments and values, by its header.</summary>
internal sealed record CarbonLayout(int Time, int Value, string TimeName, string ValueName, double GramsPerUnit)
{
    /// <summary>Grams a kilowatt-hour of a pound a megawatt-hour; the avoirdupois pound is 453.59237 g.</summary>
    private const double PoundsPerMegawattHour = 0.45359237;

    private const string Known =
        "known: Time,Carbon Intensity; timestamp,…,avg_CI; Datetime (UTC),…,Carbon intensity gCO₂eq/kWh (Life cycle) of Electricity Maps; point_time,value of WattTime";

    internal static CarbonLayout Of(TableReader table)
    {
        var time = table.Find("Time", "timestamp", "Datetime (UTC)", "datetime", "point_time");
        // Electricity Maps counts the whole life of a plant unless told otherwise (emissionFactorType), and so do we; older exports say LCA.
        int[] grams = [table.Find("Carbon Intensity", "avg_CI", "carbon_intensity"), Published(table, "(Life cycle)"), Published(table, "(LCA)"), Published(table, "(direct)")];
        // WattTime's marginal operating emission rate (MOER): https://docs.watttime.org.
        var pounds = table.Find("point_time") >= 0 ? table.Find("value") : table.Find("MOER");
        var value = grams.Append(pounds).FirstOrDefault(index => index >= 0, -1);
        if (time < 0 || value < 0)
            throw table.Rows.Error(time < 0 ? "there is no column of moments" : "there is no column of carbon intensities", Known);
        return new(time, value, table.Header[time], table.Header[value], value == pounds ? PoundsPerMegawattHour : 1);
    }

    private static int Published(TableReader table, string kind) => table.Header.Index()
        .Where(column => column.Item.StartsWith("Carbon intensity gCO", StringComparison.OrdinalIgnoreCase) && column.Item.EndsWith(kind, StringComparison.OrdinalIgnoreCase))
        .Select(column => column.Index).FirstOrDefault(-1);
}
