using System.Text.RegularExpressions;
using Berth.Reports.Document;

namespace Berth.Reports.Tests;

/// <summary>The page of a comparison of policies, in a browser.</summary>
public sealed class JobPageTests
{
    private static readonly string[] JobSections = ["policies", "pareto", "differences", "hours", "sites", "nodes", "bounds"];

    private static readonly string[] StreamSections = ["comparison", "worlds", "latency", "breakdown", "time", "items", "check", "decisions", "events"];

    [Fact]
    public async Task Every_section_of_jobs_is_drawn_and_those_of_streams_are_not_there()
    {
        var page = await Open(SampleJobs.Make());

        Assert.All(JobSections, section => Assert.Contains($" id=\"{section}\" aria-labelledby", page));
        Assert.All(StreamSections, section => Assert.DoesNotContain($"\"{section}\" aria-labelledby", page));
        Assert.All(StreamSections, section => Assert.DoesNotContain($"href=\"#{section}\"", page));
        Assert.DoesNotContain("ilation", Page.Visible(page));
        Page.AssertCharts(page, 3);
        Assert.Equal(SampleJobUseNodes * SamplePolicy.All.Count, Regex.Count(page, "<rect[^>]*fill-opacity"));
        Assert.Contains("simulated in virtual time", page);
    }

    [Fact]
    public async Task The_best_of_each_column_the_Pareto_front_and_the_baseline_are_marked_in_each_variant()
    {
        var jobs = SampleJobs.Make();
        var page = await Open(jobs);

        Assert.Equal(2, Regex.Count(page, "scope=\"rowgroup\""));
        Assert.Equal(2, Regex.Count(page, @">baseline</span>"));
        Assert.Equal(jobs.Jobs!.Rows.Count(row => row.Pareto), Regex.Count(page, @">Pareto</span></th>|>Pareto</span>\s*<"));
        // All of the twelve columns but utilisation, of which neither is better, and deadline misses, of which most rows have none.
        Assert.Equal(2 * 10, Regex.Count(page, "<td class=\"[^\"]*\\bbest\\b"));
        Assert.Contains("<option value=\"1\">workloads.batch.load=0.9</option>", page);
    }

    [Fact]
    public async Task One_repetition_has_no_intervals_and_a_run_without_bounds_no_section_of_them()
    {
        var sample = SampleJobs.Make(1, "");
        var figures = sample.Jobs!.Rows.Select(row => row with { Figures = [.. row.Figures.Select(figure => figure with { GapPercent = null })] });
        var page = await Open(sample with { Jobs = sample.Jobs with { Rows = [.. figures], Bounds = [] } });

        Assert.DoesNotContain("id=\"bounds\"", page);
        Assert.DoesNotContain("href=\"#bounds\"", page);
        Assert.Contains("There was one repetition", page);
        Assert.DoesNotContain("± ", page[page.IndexOf("id=\"policies\"", StringComparison.Ordinal)..page.IndexOf("id=\"pareto\"", StringComparison.Ordinal)]);
        Page.AssertCharts(page, 3);
    }

    [Fact]
    public async Task Jobs_of_which_nothing_is_known_still_make_a_page()
    {
        var sample = SampleJobs.Make(1, "");
        var nothing = sample.Jobs!.Rows.Select(row => row with
        {
            Figures = [.. row.Figures.Select(figure => figure with { Mean = null, Low = null, High = null, DifferencePercent = null, DifferenceLowPercent = null, DifferenceHighPercent = null, GapPercent = null })],
        });
        var page = await Open(sample with { Jobs = new("?", SampleJobs.Baseline, [.. nothing], [], [], [], []) });

        Assert.Contains("id=\"policies\"", page);
        Assert.All(JobSections.Skip(1), section => Assert.DoesNotContain($" id=\"{section}\" aria-labelledby", page));
        Assert.All(JobSections.Skip(1), section => Assert.DoesNotContain($"href=\"#{section}\"", page));
    }

    [Fact]
    public async Task Hostile_labels_are_shown_and_not_run()
    {
        var sample = SampleJobs.Make(5, SampleReport.HostileText);
        string Hostile(string label) => label == sample.Jobs!.Rows[2].Label ? SampleReport.HostileText : label;
        var page = await Open(sample with
        {
            Jobs = sample.Jobs! with
            {
                Baseline = SampleReport.HostileText,
                Rows = [.. sample.Jobs.Rows.Select(row => row with { Label = Hostile(row.Label) })],
                Sites = [.. sample.Jobs.Sites.Select(use => use with { Label = Hostile(use.Label), Site = SampleReport.HostileText + use.Site })],
                Hours = [.. sample.Jobs.Hours.Select(hours => hours with { Label = Hostile(hours.Label), Site = SampleReport.HostileText + hours.Site })],
                Nodes = [.. sample.Jobs.Nodes.Select(use => use with { Label = Hostile(use.Label), Node = SampleReport.HostileText + use.Node })],
                Bounds = [new(SampleReport.HostileText, SampleReport.HostileText, 1, SampleReport.HostileText)],
            },
        });

        Assert.DoesNotContain("<script>alert", page);
        Assert.Contains("&lt;/script&gt;&lt;script&gt;alert('x')&lt;/script&gt;", page);
    }

    [Fact]
    public async Task A_report_may_have_streams_and_jobs()
    {
        var jobs = SampleJobs.Make();
        var page = await Open(SampleReport.Make() with { Jobs = jobs.Jobs });

        Assert.All(JobSections.Concat(StreamSections.Where(section => section != "worlds")), section => Assert.Contains($" id=\"{section}\" aria-labelledby", page));
        Page.AssertCharts(page, 10);
    }

    [Fact]
    public async Task The_worlds_are_beside_each_other_and_a_simulation_has_no_self_check()
    {
        var sample = SampleWorlds.Make("rate=5/s", "rate=10/s");
        var page = await Open(sample);

        Assert.Contains(" id=\"worlds\" aria-labelledby", page);
        Assert.DoesNotContain("id=\"check\"", page);
        Assert.DoesNotContain("href=\"#check\"", page);
        Assert.DoesNotContain("ilation", Page.Visible(page));
        var differences = sample.Worlds.SelectMany(row => row.Worlds).SelectMany(world => new[] { world.MeanDifferencePercent, world.P95DifferencePercent }).OfType<double>().ToList();
        var far = differences.Count(difference => Math.Abs(difference) > 10);
        Assert.InRange(far, 1, differences.Count - 1);
        Assert.Equal(far, Regex.Count(page, @"<td class=""[^""]*\bfar\b"));
        Page.AssertCharts(page, 8);
    }

    [Fact]
    public async Task Nodes_with_names_of_their_own_are_drawn_by_them_and_very_many_are_summed_up()
    {
        var page = await Open(SampleJobs.Make());
        var map = page[page.IndexOf("id=\"topology\"", StringComparison.Ordinal)..];

        Assert.Contains("<title>host_c</title>", map);
        Assert.Contains("1,523 × 96 cores", map);
        Assert.Equal(24 + 12, Regex.Count(map, "<circle"));
    }

    [Fact]
    public async Task Every_drawing_can_be_saved()
    {
        using var report = ReportFile.Write(SampleJobs.Make());
        report.Append(Page.SaveEverything);
        var (page, console) = await Chromium.Open(report, TestContext.Current.CancellationToken);

        Assert.Equal("", console);
        var saved = Page.Saved(page);
        Assert.Equal(5, saved.Count);
        Assert.All(saved, Page.AssertStandsAlone);
    }

    private const int SampleJobUseNodes = 76;

    private static async Task<string> Open(ReportDocument document)
    {
        using var report = ReportFile.Write(document);
        var (page, console) = await Chromium.Open(report, TestContext.Current.CancellationToken);
        Assert.Equal("", console);
        var body = Page.Body(page);
        Assert.All(["NaN", "undefined", "Infinity"], word => Assert.DoesNotContain(word, body));
        return body;
    }
}
