using System.Text.RegularExpressions;

namespace Berth.Reports.Tests;

public sealed class ReportPageTests
{
    [Fact]
    public async Task Every_section_and_chart_is_drawn_without_a_complaint_on_the_console()
    {
        using var report = ReportFile.Write();
        var (page, console) = await Chromium.Open(report, TestContext.Current.CancellationToken);

        Assert.Equal("", console);
        string[] sections = ["comparison", "latency", "breakdown", "topology", "time", "items", "check", "decisions", "events", "setup", "reading"];
        Assert.All(sections, section => Assert.Contains($" id=\"{section}\" aria-labelledby", page));
        Page.AssertCharts(Page.Body(page), 7);
        Assert.Contains("59 of 60 checks passed", page);
        Assert.DoesNotContain("NaN", Page.Body(page));
        Assert.DoesNotContain("undefined", Page.Body(page));
    }

    [Fact]
    public async Task Hostile_text_is_shown_and_not_run()
    {
        using var report = ReportFile.Write();
        var (page, _) = await Chromium.Open(report, TestContext.Current.CancellationToken);

        Assert.Contains("&lt;/script&gt;&lt;script&gt;alert('x')&lt;/script&gt;", Page.Body(page));
        Assert.DoesNotContain("<script>alert", page);
    }

    [Fact]
    public async Task Variants_are_groups_of_the_table_and_can_be_picked()
    {
        using var report = ReportFile.Write("workloads.camera.rate=5/s", "workloads.camera.rate=10/s");
        var (page, console) = await Chromium.Open(report, TestContext.Current.CancellationToken);

        Assert.Equal("", console);
        Assert.Equal(2, Regex.Count(Page.Body(page), "scope=\"rowgroup\""));
        Assert.Equal(2, Regex.Count(Page.Body(page), "<option"));
    }

    [Theory]
    [InlineData("local")]
    [InlineData("mist")]
    [InlineData("cloud")]
    public async Task Whichever_placement_is_the_answer_its_flows_are_drawn(string best)
    {
        using var report = ReportFile.Write();
        var sample = SampleReport.Make();
        ReportWriter.Write(sample with { Rows = [.. sample.Rows.Select(row => row with { Best = row.Placement == best })] }, report.Path);
        var (page, console) = await Chromium.Open(report, TestContext.Current.CancellationToken);

        Assert.Equal("", console);
        Page.AssertCharts(Page.Body(page), 7);
    }

    [Fact]
    public async Task A_run_of_which_nothing_came_back_still_makes_a_page()
    {
        using var report = ReportFile.Write();
        var sample = SampleReport.Make();
        var nothing = sample.Rows.Select(row => row with
        {
            Best = false, Completed = 0, P50Ms = null, P95Ms = null, P99Ms = null, MeanMs = null, MeanLowMs = null, MeanHighMs = null, Parts = [],
            Cdf = [], Latencies = [], LostAtS = [], JoulesPerItem = null, EnergyBy = null, GramsPerItem = null, AccuracyPercent = null, Slo = null,
        });
        ReportWriter.Write(
            sample with { Rows = [.. nothing], Checks = [], TimeSeries = [], Topology = new([], [], []), Decisions = [], Events = [] }, report.Path);
        var (page, console) = await Chromium.Open(report, TestContext.Current.CancellationToken);

        Assert.Equal("", console);
        Assert.Contains("The self-check was skipped", page);
        Assert.Equal(12, Regex.Count(Page.Body(page), "<td[^>]*>∞</td>"));
        Assert.DoesNotContain("NaN", Page.Body(page));
        Assert.DoesNotContain("Infinity", Page.Body(page));
    }

    [Fact]
    public async Task Every_chart_can_be_saved_as_a_drawing_that_stands_alone()
    {
        using var report = ReportFile.Write();
        report.Append(Page.SaveEverything);
        var (page, console) = await Chromium.Open(report, TestContext.Current.CancellationToken);

        Assert.Equal("", console);
        var saved = Page.Saved(page);
        Assert.Equal(8, saved.Count);
        Assert.All(saved, Page.AssertStandsAlone);
    }

    [Fact]
    public async Task What_the_page_complains_about_is_seen_by_these_tests()
    {
        using var report = ReportFile.Write();
        report.Append("<script>fetch('http://127.0.0.1:9/')</script>");
        var (_, console) = await Chromium.Open(report, TestContext.Current.CancellationToken);
        Assert.Contains("Content Security Policy", console);
    }
}
