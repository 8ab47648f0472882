using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;

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
        Assert.All(sections, section => Assert.Contains($" id=\"{section}\" aria-labelledby", page));
        var charts = Chart().Matches(Body(page));
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
        Assert.Equal(2, Regex.Count(Body(page), "scope=\"rowgroup\""));
        Assert.Equal(2, Regex.Count(Body(page), "<option"));
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
        Assert.Equal(7, Chart().Count(Body(page)));
    }

    [Fact]
    public async Task A_run_of_which_nothing_came_back_still_makes_a_page()
    {
        using var report = ReportFile.Write();
        var sample = SampleReport.Make();
        var nothing = sample.Rows.Select(row => row with
        {
            Best = false, Completed = 0, P50Ms = null, P95Ms = null, P99Ms = null, MeanMs = null, MeanLowMs = null, MeanHighMs = null, Parts = [],
            Cdf = [], Latencies = [], LostAtS = [], JoulesPerItem = null, GramsPerItem = null, AccuracyPercent = null, Slo = null,
        });
        ReportWriter.Write(
            sample with { Rows = [.. nothing], Checks = [], TimeSeries = [], Topology = new([], [], []), Decisions = [], Events = [] }, report.Path);
        var (page, console) = await Chromium.Open(report, TestContext.Current.CancellationToken);

        Assert.Equal("", console);
        Assert.Contains("The self-check was skipped", page);
        Assert.Equal(12, Regex.Count(Body(page), "<td[^>]*>∞</td>"));
        Assert.DoesNotContain("NaN", Body(page));
        Assert.DoesNotContain("Infinity", Body(page));
    }

    [Fact]
    public async Task Every_chart_can_be_saved_as_a_drawing_that_stands_alone()
    {
        using var report = ReportFile.Write();
        report.Append(SaveEverything);
        var (page, console) = await Chromium.Open(report, TestContext.Current.CancellationToken);

        Assert.Equal("", console);
        var saved = Saved().Matches(page).Select(match => XDocument.Parse(WebUtility.HtmlDecode(match.Groups["svg"].Value)).Root!).ToArray();
        Assert.Equal(8, saved.Length);
        Assert.All(saved, drawing =>
        {
            Assert.Equal(XName.Get("svg", "http://www.w3.org/2000/svg"), drawing.Name);
            Assert.True(drawing.Descendants().Count() > 20, "an empty drawing");
            Assert.DoesNotContain(drawing.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName is "href" or "class");
            Assert.DoesNotContain("var(--", drawing.ToString());
        });
    }

    [Fact]
    public async Task What_the_page_complains_about_is_seen_by_these_tests()
    {
        using var report = ReportFile.Write();
        report.Append("<script>fetch('http://127.0.0.1:9/')</script>");
        var (_, console) = await Chromium.Open(report, TestContext.Current.CancellationToken);
        Assert.Contains("Content Security Policy", console);
    }

    private const string SaveEverything = """
        <script>
          URL.createObjectURL = (blob) => {
            blob.text().then((svg) => {
              const saved = document.createElement('textarea')
              saved.className = 'saved'
              saved.textContent = svg
              document.body.append(saved)
            })
            return '#'
          }
          setTimeout(() => document.querySelectorAll('button[aria-label^="Save as SVG"]').forEach((button) => button.click()), 2000)
        </script>
        """;

    private static string Body(string page) => page[page.IndexOf("<div id=\"report\"", StringComparison.Ordinal)..page.IndexOf("<noscript", StringComparison.Ordinal)];

    [GeneratedRegex("<textarea class=\"saved\">(?<svg>.*?)</textarea>", RegexOptions.Singleline)]
    private static partial Regex Saved();

    [GeneratedRegex("<div class=\"chart[ \"][^>]*>(?<paths>.*?)</svg>", RegexOptions.Singleline)]
    private static partial Regex Chart();
}
