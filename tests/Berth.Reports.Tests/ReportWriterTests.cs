using System.Text.Json;
using System.Text.RegularExpressions;
using Berth.Reports.Document;

namespace Berth.Reports.Tests;

public sealed partial class ReportWriterTests
{
    [Fact]
    public void A_report_is_one_small_file_that_refers_to_no_other()
    {
        using var report = ReportFile.Write();
        var page = File.ReadAllText(report.Path);

        Assert.Equal(["report.html"], Directory.GetFileSystemEntries(report.Folder).Select(Path.GetFileName));
        Assert.InRange(new FileInfo(report.Path).Length, 100_000, 2_000_000);
        Assert.Contains("default-src 'none'", page);
        Assert.All(Tag().Matches(page), tag => Assert.DoesNotMatch("""\s(src|srcset|href|action)\s*=\s*(?!["']?(#|data:))""", tag.Value));
        Assert.All(Style().Matches(page), style => Assert.DoesNotMatch("""@import|url\(\s*(?!["']?data:)""", style.Value));
        Assert.DoesNotMatch("""\b(fetch|importScripts|import)\(\s*["'`]|new (WebSocket|EventSource|XMLHttpRequest)\(""", page);
    }

    [Fact]
    public void The_data_is_valid_JSON_whatever_texts_it_holds()
    {
        using var report = ReportFile.Write();
        var page = File.ReadAllText(report.Path);

        var data = Data().Match(page).Groups["data"].Value;
        Assert.DoesNotContain('<', data);
        using var json = JsonDocument.Parse(data);
        Assert.Equal(SampleReport.HostileText, json.RootElement.GetProperty("events")[2].GetProperty("text").GetString());
        Assert.Equal(60, json.RootElement.GetProperty("checks").GetArrayLength());
    }

    [Fact]
    public void The_title_of_the_page_is_that_of_the_experiment()
    {
        using var report = ReportFile.Write();
        ReportWriter.Write(SampleReport.Make() with { Title = "a <b> & c" }, report.Path);
        Assert.Contains("<title>a &lt;b&gt; &amp; c · Berth</title>", File.ReadAllText(report.Path));
    }

    [Fact]
    public void Numbers_without_an_end_are_null_and_others_keep_seven_digits()
    {
        var row = SampleReport.Make().Rows[0] with { P99Ms = double.PositiveInfinity, P50Ms = 123.456789, MeanMs = double.NaN, JoulesPerItem = 1e-9 };
        using var json = JsonDocument.Parse(ReportWriter.Json(SampleReport.Make() with { Rows = [row] }));

        var written = json.RootElement.GetProperty("rows")[0];
        Assert.Equal(JsonValueKind.Null, written.GetProperty("p99Ms").ValueKind);
        Assert.Equal(JsonValueKind.Null, written.GetProperty("meanMs").ValueKind);
        Assert.Equal("123.4568", written.GetProperty("p50Ms").GetRawText());
        Assert.Equal(1e-9, written.GetProperty("joulesPerItem").GetDouble());
    }

    [Fact]
    public void The_same_document_gives_the_same_bytes() =>
        Assert.Equal(ReportWriter.Json(SampleReport.Make(3)), ReportWriter.Json(SampleReport.Make(3)));

    [Fact]
    public void A_report_that_cannot_be_written_leaves_nothing_behind()
    {
        using var report = ReportFile.Write();
        Directory.CreateDirectory(report.Path + ".d");
        var before = File.ReadAllText(report.Path);

        Assert.ThrowsAny<IOException>(() => ReportWriter.Write(SampleReport.Make(), Path.Combine(report.Folder, "absent", "report.html")));
        Assert.ThrowsAny<Exception>(() => ReportWriter.Write(SampleReport.Make(), report.Path + ".d"));
        Assert.Equal(before, File.ReadAllText(report.Path));
        Assert.Empty(Directory.GetFiles(report.Folder, "*.part"));
    }

    [GeneratedRegex("<(script|link|img|a|form|iframe|source|object|embed)\\b[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("<script type=\"application/json\" id=\"data\">(?<data>[^<]*)</script>")]
    private static partial Regex Data();
}
