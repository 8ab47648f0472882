using System.Text.RegularExpressions;

namespace Berth.Reports.Tests;

public sealed partial class ReportPageTests
{
    [Fact]
    public async Task Every_section_and_chart_is_drawn_without_a_complaint_on_the_console()
    {
        using var report = ReportFile.Write();
        var (page, console) = await Chromium.Open(report, TestContext.Current.CancellationToken);

        Assert.Equal("", console);
        string[] sections = ["comparison", "latency", "breakdown", "topology", "time", "items", "check", "decisions", "events", "setup", "reading"];
        Assert.All(sections, section => Assert.Contains($"<section id=\"{section}\"", page));
        var charts = Chart().Matches(page);
        Assert.Equal(7, charts.Count);
        Assert.All(charts, chart => Assert.True(chart.Groups["paths"].Value.Length > 500, $"an empty chart: {chart.Value}"));
        Assert.Contains("59 of 60 checks passed", page);
        Assert.DoesNotContain("NaN", Body(page));
        Assert.DoesNotContain("undefined", Body(page));
    }

    [Fact]
    public async Task Hostile_text_is_shown_and_not_run()
    {
        using var report = ReportFile.Write();
        var (page, _) = await Chromium.Open(report, TestContext.Current.CancellationToken);

        Assert.Contains("&lt;/script&gt;&lt;script&gt;alert('x')&lt;/script&gt;", Body(page));
        Assert.DoesNotContain("<script>alert", page);
    }

    [Fact]
    public async Task Variants_are_groups_of_the_table_and_can_be_picked()
    {
        using var report = ReportFile.Write("workloads.camera.rate=5/s", "workloads.camera.rate=10/s");
        var (page, console) = await Chromium.Open(report, TestContext.Current.CancellationToken);

        Assert.Equal("", console);
        Assert.Equal(2, Regex.Count(page, "scope=\"rowgroup\""));
        Assert.Equal(2, Regex.Count(page, "<option"));
    }

    private static string Body(string page) => page[page.IndexOf("<div id=\"report\"", StringComparison.Ordinal)..page.IndexOf("<noscript", StringComparison.Ordinal)];

    [GeneratedRegex("<div class=\"chart[^>]*>(?<paths>.*?)</svg>", RegexOptions.Singleline)]
    private static partial Regex Chart();
}
