using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Berth.Cluster.Tests.Harness;

namespace Berth.Cluster.Tests.Packaging;

public sealed partial class DashboardTests
{
    private static readonly string[] Words = ["bool", "and", "or", "unless", "offset"];

    public static TheoryData<string> Dashboards => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "deploy", "dashboards"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Fact]
    public async Task Every_query_names_metrics_that_the_programs_export()
    {
        var exported = (await ExpositionsAsync()).SelectMany(Names).ToHashSet();
        foreach (var dashboard in Dashboards.Select(row => (string)row.Data))
            foreach (var query in Queries(dashboard))
            {
                var used = Used(query);
                Assert.NotEmpty(used);
                Assert.All(used, name => Assert.True(exported.Contains(name), $"{dashboard}: nothing exports {name}, in {query}"));
            }
    }

    [Theory]
    [MemberData(nameof(Dashboards))]
    public async Task Prometheus_understands_every_query(string dashboard)
    {
        Assert.SkipWhen(await Record.ExceptionAsync(() => ShellCommand.RunAsync("promtool", ["--version"])) is not null || (await ShellCommand.RunAsync("promtool", ["--version"])).Code != 0, "promtool is not installed: the Debian package prometheus has it");
        using var folder = new TempFolder();
        var rules = string.Concat(Queries(dashboard).Select((query, number) => $"  - {{ record: query_{number}, expr: {JsonValue.Create(Filled(query)).ToJsonString()} }}\n"));
        var checkedRules = await ShellCommand.RunAsync("promtool", ["check", "rules", folder.Write("rules.yaml", $"groups:\n- name: {dashboard}\n  rules:\n{rules}")]);
        Assert.True(checkedRules.Code == 0, checkedRules.Output + checkedRules.Error);
    }

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Every_panel_says_what_it_shows_and_none_covers_another(string dashboard)
    {
        var panels = Read(dashboard)["panels"]!.AsArray().Select(panel => panel!).ToList();
        Assert.All(panels, panel => Assert.False(string.IsNullOrWhiteSpace((string?)panel["description"]), $"{panel["title"]}"));
        var cells = panels.SelectMany(panel => Cells(panel["gridPos"]!)).ToList();
        Assert.Equal(cells.Count, cells.Distinct().Count());
        Assert.All(cells, cell => Assert.InRange(cell.X, 0, 23));
    }

    private static async Task<string[]> ExpositionsAsync()
    {
        await using var server = await StandInServer.StartAsync();
        await using var scheduler = new RunningScheduler(server.Access, "berth");
        await using var autoscaler = new RunningAutoscaler(server.Access, "default");
        using var dispatcher = new RunningDispatcher();
        using var http = new HttpClient();
        return
        [
            await scheduler.MetricsAsync(), autoscaler.Metrics, await http.GetStringAsync(new Uri(dispatcher.AdminAddress, "/metrics")), await ReplicaAsync(http),
        ];
    }

    private static async Task<string> ReplicaAsync(HttpClient http)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Repository.Root, "artifacts", "bin", "Berth", "release", "berth.dll"), "work", "image-classification", "--port", "0"]) { RedirectStandardOutput = true };
        using var replica = Process.Start(start)!;
        try
        {
            var ready = await replica.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.StartsWith("ready http", ready, StringComparison.Ordinal);
            return await http.GetStringAsync(new Uri($"{ready!.Split(' ')[1]}/metrics"));
        }
        finally
        {
            replica.Kill();
            await replica.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>Names of a text's series.</summary>
    private static IEnumerable<string> Names(string exposition) => Types().Matches(exposition).SelectMany(match => match.Groups[2].Value == "histogram"
        ? (string[])[$"{match.Groups[1].Value}_bucket", $"{match.Groups[1].Value}_sum", $"{match.Groups[1].Value}_count"] : [match.Groups[1].Value]);

    private static JsonNode Read(string dashboard) => JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "deploy", "dashboards", $"{dashboard}.json")))!;

    private static IEnumerable<string> Queries(string dashboard) =>
        Read(dashboard)["panels"]!.AsArray().SelectMany(panel => panel!["targets"]!.AsArray()).Select(target => (string)target!["expr"]!);

    /// <summary>A query as Grafana sends it.</summary>
    private static string Filled(string query) => query.Replace("$__range_s", "3600", StringComparison.Ordinal).Replace("$__range", "1h", StringComparison.Ordinal).Replace("$site", ".*", StringComparison.Ordinal).Replace("$policy", ".*", StringComparison.Ordinal);

    private static List<string> Used(string query) =>
        [.. Name().Matches(Functions().Replace(Beside().Replace(Filled(query), " "), " ")).Select(match => match.Value).Where(name => !Words.Contains(name)).Distinct()];

    private static IEnumerable<(int X, int Y)> Cells(JsonNode place)
    {
        var (x, y, width, height) = ((int)place["x"]!, (int)place["y"]!, (int)place["w"]!, (int)place["h"]!);
        return from column in Enumerable.Range(x, width) from row in Enumerable.Range(y, height) select (column, row);
    }

    [GeneratedRegex(@"^# TYPE (\S+) (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Types();

    /// <summary>What has no metric in it: selectors, ranges and groupings.</summary>
    [GeneratedRegex(@"\{[^}]*\}|\[[^\]]*\]|\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)")]
    private static partial Regex Beside();

    [GeneratedRegex(@"\b[a-z_]+\s*(?=\()")]
    private static partial Regex Functions();

    [GeneratedRegex(@"\b[a-zA-Z_:][a-zA-Z0-9_:]*\b")]
    private static partial Regex Name();
}
