using System.Globalization;
using Berth.Accounting.Estimators;
using Spectre.Console;

namespace Berth.Output;

/// <summary><c>berth whatif --json</c>.</summary>
internal sealed record WhatIfJson(string Constants, IReadOnlyList<WhatIfRowJson> Rows)
{
    internal static WhatIfJson Of(IReadOnlyList<WhatIfRow> rows, string constants, WhatIfPlaces places) => new(constants, [.. rows.Select(row => WhatIfRowJson.Of(row, places.Timed))]);

    /// <summary>The rows for people, best first.</summary>
    internal static void Print(WhatIfJson whatIf)
    {
        var timed = whatIf.Rows.Any(row => row.Start is not null);
        var table = new Table().Border(TableBorder.Simple).AddColumns("where", "hardware");
        if (timed)
            table.AddColumn("start");
        foreach (var heading in (string[])["kWh", "g/kWh", "gCO2e", "car km", "tree months"])
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var row in whatIf.Rows)
            table.AddRow([
                Markup.Escape(row.Where), Markup.Escape(row.Hardware), .. timed ? [row.Start ?? ""] : Array.Empty<string>(),
                Number(row.EnergyKwh), Number(row.IntensityGPerKwh), Number(row.CarbonG), Number(row.CarKm), Number(row.TreeMonths)]);
        Terminal.Console.Write(table);
        Terminal.Console.WriteLine($"Estimated from what is asked for (Green Algorithms, constants {whatIf.Constants}), not measured. Car: a passenger car in Europe, 175 g/km; tree: 917 g a month.");
    }

    /// <summary>Four significant digits.</summary>
    private static string Number(double value) => value == 0 ? "0"
        : value.ToString("0." + new string('#', Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 12)), CultureInfo.InvariantCulture);
}

/// <summary>A place, hardware and start.</summary>
internal sealed record WhatIfRowJson(
    string Where, string Hardware, string? Start, double RuntimeSeconds, double EnergyKwh, double IntensityGPerKwh, double CarbonG, double CarKm, double TreeMonths)
{
    internal static WhatIfRowJson Of(WhatIfRow row, bool timed)
    {
        var equivalents = new CarbonEquivalents(row.Carbon);
        return new(
            row.Location, row.Hardware, timed ? WhatIfPlaces.Text(row.Start) : null, row.Runtime.Seconds, row.Energy.Joules / 3.6e6, row.Intensity.GramsPerKilowattHour, row.Carbon.Grams,
            equivalents.CarKilometresEurope, equivalents.TreeMonths);
    }
}
