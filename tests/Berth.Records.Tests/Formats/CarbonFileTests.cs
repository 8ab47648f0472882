using Berth.Records.Formats.Carbon;

namespace Berth.Records.Tests.Formats;

public sealed class CarbonFileTests : IDisposable
{
    private const string Electricity =
        "Datetime (UTC),Country,Zone name,Zone id,Carbon intensity gCO₂eq/kWh (direct),Carbon intensity gCO₂eq/kWh (Life cycle),Carbon-free energy percentage (CFE%)\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private CarbonFile Read(string text)
    {
        File.WriteAllText(_folder["ci.csv"], text);
        return CarbonFile.Read(_folder["ci.csv"]);
    }

    [Theory]
    [InlineData("Time,Carbon Intensity\n2020-01-01 00:00:00,200\n2020-01-01 01:00:00,300\n")]
    [InlineData("timestamp,WND,avg_CI\n2020-01-01 00:00:00+00:00,1,200\n2020-01-01 01:00:00+00:00,2,300")]
    [InlineData("timestamp,avg_CI\r\n2020-01-01T01:00:00+01:00,200\r\n2020-01-01T02:00:00+01:00,300")]
    [InlineData(Electricity + "2020-01-01 00:00:00,Sweden,Sweden,SE,2.54,200,99\n2020-01-01 01:00:00,Sweden,Sweden,SE,2.54,300,99")]
    [InlineData("Datetime (UTC),Carbon Intensity gCO₂eq/kWh (direct),Carbon Intensity gCO₂eq/kWh (LCA)\n2020-01-01 00:00:00,9,200\n2020-01-01 01:00:00,9,300")]
    [InlineData("Datetime (UTC),Carbon Intensity gCO₂eq/kWh (direct)\n2020-01-01 00:00:00,200\n2020-01-01 01:00:00,300")]
    [InlineData("point_time,value\n2020-01-01T00:00:00+00:00,440.924524\n2020-01-01T01:00:00+00:00,661.386786")]
    public void Every_layout_gives_grams_a_kilowatt_hour_in_utc(string text)
    {
        var file = Read(text);
        Assert.Equal(new DateTimeOffset(2020, 1, 1, 0, 0, 0, default), file.First);
        Assert.Equal(file.First.AddHours(2), file.End);
        Assert.Equal([0, 3_600_000_000_000], file.Starts);
        Assert.Equal([200, 300], file.Values.Select(value => Math.Round(value, 5)));
    }

    [Fact]
    public void What_is_missing_for_a_day_keeps_the_value_before_it()
    {
        var file = Read("Time,Carbon Intensity\n2020-01-01,\n2020-01-02,1\n2020-01-02 01:00,\n2020-01-02 02:00,3\n2020-01-02 03:00,");
        Assert.Equal([1.0, 3], file.Values);
        Assert.Equal([0, 7_200_000_000_000], file.Starts);
        Assert.Equal((2, 4), (file.First.Day, file.End.Hour));
    }

    [Theory]
    [InlineData("2020-01-01 01:00,1\n2020-01-01 00:00,1", "ci.csv:3: 2020-01-01 00:00 does not come after the moment above it")]
    [InlineData("2020-10-25 02:00,1\n2020-10-25 02:00,1", "where clocks were set back, write moments in UTC")]
    [InlineData("2020-01-01 00:00,-1", "ci.csv:2: 'Carbon Intensity' is '-1' (a number from 0 to 10000 is expected)")]
    [InlineData("2020-01-01 00:00,NaN", "ci.csv:2: 'Carbon Intensity' is 'NaN'")]
    [InlineData("01/02/2020 00:00,1", "ci.csv:2: 'Time' is '01/02/2020 00:00', not a moment (write it as 2020-06-01T00:00:00Z)")]
    [InlineData("2020-02-30 00:00,1", "ci.csv:2: 'Time' is '2020-02-30 00:00', not a moment")]
    [InlineData("2020-01-01 00:00,1\n2020-01-01 01:00,1\n2020-01-03 00:00,1", "ci.csv:4: there is nothing between 2020-01-01 01:00:00Z and this line")]
    [InlineData("0001-01-01 00:00,1\n2020-01-01 01:00,1", "ci.csv:3: the file covers more than 50 years")]
    [InlineData("", "ci.csv: there is no carbon intensity in the file")]
    public void What_is_wrong_has_its_line(string rows, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => Read("Time,Carbon Intensity\n" + rows)).Message.Replace(_folder.Path + "/", "", StringComparison.Ordinal));

    [Fact]
    public void An_unknown_header_is_answered_with_the_known_ones() =>
        Assert.Contains("ci.csv:1: there is no column of carbon intensities (known: Time,Carbon Intensity;", Assert.Throws<FormatException>(() => Read("Time,Price\n")).Message);

    [Theory]
    [InlineData("de_2020.csv", 37_147, 313.4)]
    [InlineData("fr_2020.csv", 18_574, 56.3)]
    [InlineData("us_CA_2022.csv", 8_757, 256.2)]
    [InlineData("us_TX_2022.csv", 8_760, 347.2)]
    [InlineData("us_VA_2022.csv", 8_737, 362.6)]
    public void Real_files_are_read_whole(string name, int count, double mean)
    {
        var file = CarbonFile.Read(RealData.Path($"carbon/{name}"));
        Assert.Equal(count, file.Values.Count);
        Assert.Equal(mean, file.Values.Average(), 0.05 * mean);
    }
}
