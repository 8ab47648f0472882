using System.Text.RegularExpressions;
using Berth.Accounting.Services;
using Berth.Reports.Building;
using Berth.Reports.Document;

namespace Berth.Reports.Tests;

/// <summary>The page of a comparison of scaling policies, in a browser.</summary>
public sealed class ServicePageTests
{
    private static readonly string[] ServiceSections = ["scaling", "cores", "course", "steps", "latencies", "service-worlds"];

    private static readonly string[] Others = ["comparison", "policies", "pareto", "worlds", "latency", "breakdown", "topology", "time", "items", "check", "decisions", "events"];

    [Fact]
    public async Task Every_section_of_services_is_drawn_and_nothing_that_is_empty()
    {
        var page = await Open(SampleServices.Make());

        Assert.All(ServiceSections, section => Assert.Contains($" id=\"{section}\" aria-labelledby", page));
        Assert.All(ServiceSections, section => Assert.Contains($"href=\"#{section}\"", page));
        Assert.All(Others, section => Assert.DoesNotContain($"\"{section}\" aria-labelledby", page));
        Assert.All(Others, section => Assert.DoesNotContain($"href=\"#{section}\"", page));
        Assert.Contains("How many replicas does inference need, and who decides best?", page);
        Page.AssertCharts(page, 3);
    }

    [Fact]
    public async Task The_answer_and_the_Pareto_front_are_marked_in_each_variant_and_an_infinite_percentile_is_said()
    {
        var document = SampleServices.Make();
        var page = await Open(document);
        var table = page[page.IndexOf("id=\"scaling\"", StringComparison.Ordinal)..page.IndexOf("id=\"cores\"", StringComparison.Ordinal)];
        var rows = document.Services!.Rows;

        Assert.Equal(2, Regex.Count(table, "scope=\"rowgroup\""));
        Assert.Equal(2, Regex.Count(table, "title=\"The answer\""));
        Assert.Equal(rows.Count(row => row.Pareto), Regex.Count(table, "title=\"On the Pareto front\""));
        Assert.Equal(rows.Sum(row => (row.P50Ms.Mean is null ? 1 : 0) + (row.P95Ms.Mean is null ? 1 : 0) + (row.P99Ms.Mean is null ? 1 : 0)), Regex.Count(table, ">∞<"));
        Assert.Contains("<option value=\"1\">services.inference.start=1s</option>", page);
    }

    [Fact]
    public async Task The_decisions_of_berth_are_explained_and_all_of_them_are_listed()
    {
        var document = SampleServices.Make();
        var page = await Open(document);
        var steps = document.Services!.Courses.First(course => course.Scaling == "berth").Steps;
        var part = page[page.IndexOf("id=\"steps\"", StringComparison.Ordinal)..page.IndexOf("id=\"latencies\"", StringComparison.Ordinal)];

        Assert.Equal(steps.Count(step => step.Notable is not null), Regex.Count(part, "<li[ >]"));
        Assert.Contains("largest scale-up", part);
        Assert.Contains("largest scale-down", part);
        Assert.Contains("nearest to the worst latency", part);
        Assert.Equal(steps.Count + 1, Regex.Count(part, "<tr"));
    }

    [Fact]
    public async Task Everything_can_be_saved_as_a_drawing_that_stands_alone()
    {
        using var report = ReportFile.Write(SampleServices.Make());
        report.Append(Page.SaveEverything);
        var (page, console) = await Chromium.Open(report, TestContext.Current.CancellationToken);

        Assert.Equal("", console);
        var saved = Page.Saved(page);
        Assert.Equal(3, saved.Count);
        Assert.All(saved, Page.AssertStandsAlone);
        Assert.Contains(saved, drawing => drawing.Value.Contains("Replicas and cores", StringComparison.Ordinal) && drawing.Value.Contains("berth", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_policy_and_one_repetition_make_a_page_without_intervals_and_comparisons()
    {
        var variant = SampleServices.Variant("", 10);
        var summaries = ServiceVariant.Summarise([variant], [.. SampleServices.Outcomes(1, 1).Where(each => each.Outcome.Scaling == "hpa")]);
        var page = await Open(SampleServices.Make() with { Services = new ServicesBuilder([variant], summaries).Build([]) });

        Assert.Contains("There was one repetition", page);
        Assert.DoesNotContain("id=\"cores\"", page);
        Assert.DoesNotContain("href=\"#cores\"", page);
        Assert.DoesNotContain("id=\"service-worlds\"", page);
        Page.AssertCharts(page, 2);
    }

    [Fact]
    public async Task A_service_of_which_nothing_is_known_still_makes_a_page()
    {
        var nothing = SampleServices.Outcomes(1, 2).Select(each => (each.Variant, each.Outcome with
        {
            Requests = 0, Completed = 0, Refused = 0, MeanSeconds = null, P50Seconds = null, P95Seconds = null, P99Seconds = null, Attainment = null, CoreSeconds = 0,
            StandbyCoreSeconds = 0, Changes = 0, Joules = null, Grams = null, Cdf = [], Series = [], Steps = [],
        })).ToList();
        ServiceVariant[] variants = [new("", [], [])];
        var summaries = ServiceVariant.Summarise(variants, nothing);
        var page = await Open(SampleServices.Make() with { Services = new ServicesBuilder(variants, summaries).Build([]) });

        Assert.Contains("id=\"scaling\"", page);
        Assert.All(["course", "latencies"], section => Assert.DoesNotContain($"id=\"{section}\"", page));
        Assert.All(["course", "latencies"], section => Assert.DoesNotContain($"href=\"#{section}\"", page));
    }

    [Fact]
    public async Task Hostile_names_and_reasons_are_shown_and_not_run()
    {
        var services = SampleServices.Make().Services!;
        string Hostile(string name) => name == "berth" ? SampleReport.HostileText : name;
        var page = await Open(SampleServices.Make() with
        {
            Services = services with
            {
                Rows = [.. services.Rows.Select(row => row with { Scaling = Hostile(row.Scaling), Service = SampleReport.HostileText })],
                Courses = [.. services.Courses.Select(course => course with
                {
                    Scaling = Hostile(course.Scaling), Service = SampleReport.HostileText,
                    Steps = [.. course.Steps.Select(step => step with { Reason = SampleReport.HostileText, Terms = [new(SampleReport.HostileText, double.PositiveInfinity)] })],
                })],
                Worlds = [.. services.Worlds.Select(row => row with { Scaling = Hostile(row.Scaling), Service = SampleReport.HostileText })],
            },
        });

        Assert.DoesNotContain("<script>alert", page);
        Assert.Contains("&lt;/script&gt;&lt;script&gt;alert('x')&lt;/script&gt;", page);
    }

    [Fact]
    public async Task Streams_jobs_and_services_fit_one_page()
    {
        var page = await Open(SampleReport.Make() with { Jobs = SampleJobs.Make().Jobs, Services = SampleServices.Make().Services });

        Assert.All(ServiceSections.Concat(["comparison", "policies", "topology"]), section => Assert.Contains($" id=\"{section}\" aria-labelledby", page));
        Page.AssertCharts(page, 13);
    }

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
