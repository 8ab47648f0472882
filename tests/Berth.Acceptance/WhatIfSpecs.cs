using Berth.Acceptance.Harness;

namespace Berth.Acceptance;

public sealed class WhatIfSpecs : Specs
{
    private const string Trace = """
        timestamp,avg_CI
        2020-06-01T00:00:00Z,400
        2020-06-01T01:00:00Z,100
        2020-06-01T02:00:00Z,200
        """;

    [Fact(Timeout = 60 * Seconds)]
    public async Task I_can_see_what_a_computation_would_emit_elsewhere_best_first()
    {
        var rows = (await Berth("whatif", "--runtime", "2h", "--cores", "10", "--pue", "1.5", "--zone", "DE", "--zone", "FR", "--hardware", "any", "--hardware", "lean=6W@2", "--json")).Exits(0).Json
            .GetProperty("rows").EnumerateArray().Select(row => (row.GetProperty("where").GetString(), row.GetProperty("hardware").GetString(), row.GetProperty("energyKwh").GetDouble(), row.GetProperty("carbonG").GetDouble())).ToList();
        // 10 cores of 12 W for 2 h with PUE 1.5 are 0.36 kWh; a quarter of it at half the power in half the time.
        Assert.Equal([("FR", "lean"), ("FR", "any"), ("DE", "lean"), ("DE", "any")], rows.Select(row => (row.Item1, row.Item2)));
        Assert.Equal([0.09, 0.36, 0.09, 0.36], rows.Select(row => Math.Round(row.Item3, 12)));
        Assert.Equal(0.36 * 313.4, rows[3].Item4, 9);
        (await Berth("whatif", "--runtime", "2h", "--zone", "DE")).Exits(0).Says("tree months").Says("not measured");
    }

    [Fact(Timeout = 60 * Seconds)]
    public async Task I_can_compare_starts_by_a_trace()
    {
        var trace = Write("grid.csv", Trace);
        var rows = (await Berth("whatif", "--runtime", "1h", "--trace", trace, "--start", "2020-06-01T00:30Z", "--start", "2020-06-01T01:00Z", "--json")).Exits(0).Json.GetProperty("rows");
        Assert.Equal([100, 250], rows.EnumerateArray().Select(row => row.GetProperty("intensityGPerKwh").GetDouble()));
        Assert.Equal("2020-06-01 01:00Z", rows[0].GetProperty("start").GetString());
        (await Berth("whatif", "--runtime", "1h", "--trace", trace, "--start", "2021-01-01")).Exits(2).Says("covers 2020-06-01 00:00Z to 2020-06-01 03:00Z");
    }

    [Theory(Timeout = 60 * Seconds)]
    [InlineData("--runtime 2", "is not a duration")]
    [InlineData("--runtime 2h --zone GER", "there is no zone 'GER'")]
    [InlineData("--runtime 2h --hardware fast", "write 'any', NAME=POWER")]
    [InlineData("--runtime 2h --usage 2", "from 0 to 1")]
    [InlineData("--zone DE", "--runtime")]
    public async Task I_am_told_what_cannot_be_estimated(string typed, string said) => (await Berth(["whatif", .. typed.Split(' ')])).Exits(2).Says(said);

    [Fact(Timeout = 60 * Seconds)]
    public async Task I_can_write_generated_jobs_to_a_file_and_the_same_seed_gives_the_same()
    {
        var printed = (await Berth("generate", "--mix", "tiny", "--pattern", "diurnal", "--rate", "10/min", "--count", "5", "--seed", "3")).Exits(0).Output;
        Assert.Equal(6, printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith("arrival_time,length,cpus\n", printed, StringComparison.Ordinal);
        (await Berth("generate", "--mix", "tiny", "--pattern", "diurnal", "--rate", "10/min", "--count", "5", "--seed", "3", "--out", "jobs.csv")).Exits(0);
        Assert.Equal(printed, await File.ReadAllTextAsync(Path.Combine(Folder, "jobs.csv")));
        Assert.Equal(5, (await Berth("generate", "--count", "5", "--json")).Exits(0).Json.GetProperty("jobs").GetArrayLength());
        (await Berth("generate", "--mix", "tinny")).Exits(2).Says("did you mean 'tiny'?");
        (await Berth("generate", "--format", "xml")).Exits(2).Says("there is no format 'xml'");
    }
}
