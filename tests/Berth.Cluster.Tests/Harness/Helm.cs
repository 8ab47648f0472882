using System.Text.Json.Nodes;

namespace Berth.Cluster.Tests.Harness;

/// <summary>The real Helm; tests are skipped where there is none.</summary>
internal static class Helm
{
    private static readonly Lazy<Task<ShellCommand.Result>> Found = new(() => ShellCommand.RunAsync(Path.Combine(Repository.Root, "build", "helm"), []));

    /// <summary>The chart.</summary>
    internal static string Chart { get; } = Path.Combine(Repository.Root, "deploy", "chart", "berth");

    /// <summary>Runs it.</summary>
    internal static async Task<ShellCommand.Result> RunAsync(params string[] arguments)
    {
        var found = await Found.Value;
        Assert.SkipWhen(found.Code != 0, $"the chart is not rendered: {found.Error.Trim()}");
        using var home = new TempFolder();
        return await ShellCommand.RunAsync(found.Output.Trim(), arguments, ("HELM_CACHE_HOME", home.Path), ("HELM_CONFIG_HOME", home.Path), ("HELM_DATA_HOME", home.Path));
    }

    /// <summary>The objects that it makes of the chart.</summary>
    internal static async Task<IReadOnlyList<JsonObject>> RenderAsync(string release, string space, params string[] arguments)
    {
        var rendered = await RunAsync(["template", release, Chart, "--namespace", space, .. arguments]);
        Assert.True(rendered.Code == 0, rendered.Error);
        return Yaml.Objects(rendered.Output);
    }
}
