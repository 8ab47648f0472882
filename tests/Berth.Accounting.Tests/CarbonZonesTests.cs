using System.Globalization;

namespace Berth.Accounting.Tests;

public sealed class CarbonZonesTests
{
    [Theory]
    [InlineData("DE", "de_2020.csv")]
    [InlineData("FR", "fr_2020.csv")]
    [InlineData("US-CA", "us_CA_2022.csv")]
    [InlineData("US-TX", "us_TX_2022.csv")]
    [InlineData("US-VA", "us_VA_2022.csv")]
    public void The_mean_is_that_of_the_years_measurements(string name, string file)
    {
        var path = Data(Path.Combine("carbon", file));
        Assert.SkipWhen(path is null, $"needs ../shared/data/carbon/{file} beside the repository");
        var zone = CarbonZones.All.Single(each => each.Name == name);
        var values = File.ReadLines(path!).Skip(1)
            .Where(line => line.StartsWith($"{zone.Year}-", StringComparison.Ordinal) && !line.EndsWith(','))
            .Select(line => double.Parse(line[(line.LastIndexOf(',') + 1)..], CultureInfo.InvariantCulture));
        Assert.Equal(zone.Mean.GramsPerKilowattHour, values.Average(), 0.05);
    }

    [Fact]
    public void Every_zone_has_a_source_and_one_name()
    {
        Assert.All(CarbonZones.All, zone => Assert.True(zone.Source.Length > 20 && zone.Mean.GramsPerKilowattHour > 0));
        Assert.Equal(CarbonZones.All.Count, CarbonZones.Means.Count);
        Assert.Equal(313.4, CarbonZones.Means["DE"].GramsPerKilowattHour);
    }

    private static string? Data(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "data", file) is var path && File.Exists(path))
                return path;
        return null;
    }
}
