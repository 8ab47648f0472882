using Berth.Accounting.Estimators;
using Berth.Model.Units;

namespace Berth.Accounting.Tests.Estimators;

public sealed class WhatIfTests
{
    private const long Hour = 3_600_000_000_000;

    [Fact]
    public void Every_place_hardware_and_start_is_a_row()
    {
        var north = new LocationOption("north", CarbonIntensitySeries.Constant(new(20)), 1.1);
        var south = new LocationOption("south", CarbonIntensitySeries.Steps([(0, new(600)), (Hour, new(400)), (2 * Hour, new(100))]), 1.5);
        var rows = WhatIf.Table(
            new(new(2 * 3600), new(10), new(0)), [north, south], [new("old", new(20)), new("new", new(12), Speed: 2)], [0, Hour]);
        Assert.Equal(
            [("north", "old", 0L), ("north", "old", Hour), ("north", "new", 0), ("north", "new", Hour), ("south", "old", 0), ("south", "old", Hour), ("south", "new", 0), ("south", "new", Hour)],
            rows.Select(row => (row.Location, row.Hardware, row.Start)));
        // 200 W for 2 h in the south: 0.6 kWh with its overhead, at the mean of the two hours.
        Assert.Equal(0.6 * 3.6e6, rows[4].Energy.Joules, 1e-6);
        Assert.Equal([500, 250], rows.Skip(4).Take(2).Select(row => row.Intensity.GramsPerKilowattHour));
        Assert.Equal([300, 150], rows.Skip(4).Take(2).Select(row => Math.Round(row.Carbon.Grams, 9)));
        // 120 W for 1 h.
        Assert.Equal(3600, rows[6].Runtime.Seconds);
        Assert.Equal([0.18 * 600, 0.18 * 400], rows.Skip(6).Select(row => Math.Round(row.Carbon.Grams, 9)));
        Assert.Equal(0.44 * 20, rows[0].Carbon.Grams, 1e-9);
    }

    [Fact]
    public void A_start_before_the_intensities_is_refused() => Assert.Contains(
        "carbon intensity of south begins at 3600 s",
        Assert.Throws<ArgumentException>(() => WhatIf.Table(new(new(1), new(1), new(0)), [new("south", CarbonIntensitySeries.Steps([(Hour, new(1))]), 1)], [new("any", new(12))], [0])).Message);
}
