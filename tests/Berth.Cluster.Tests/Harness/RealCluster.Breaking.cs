using System.Diagnostics;

namespace Berth.Cluster.Tests.Harness;

/// <content>Its parts are killed, frozen and started again.</content>
public sealed partial class RealCluster
{
    private string? _home;
    private string _flags = "";

    /// <summary>Flags of the controllers, used when they start.</summary>
    internal string ControllerFlags { get; set; } = "--node-monitor-grace-period=1h";

    /// <summary>The kubeconfig of a cluster that was started from here and whose parts may be killed; otherwise the test is skipped.</summary>
    internal async Task<string> BreakableAsync()
    {
        await AccessAsync();
        Assert.SkipWhen(_home is null, "a cluster that BERTH_TEST_KUBECONFIG names is not broken");
        return KubeConfigFile!;
    }

    /// <summary>A key of the cluster; the test is skipped where they are not known.</summary>
    internal string Secret(string name)
    {
        Assert.SkipWhen(_home is null, "the keys of a cluster that BERTH_TEST_KUBECONFIG names are not known");
        return File.ReadAllText(Path.Combine(_home!, "pki", name));
    }

    /// <summary>Kills a part of the control plane, or a kubelet: <c>kube-apiserver</c>, <c>kubelet-1</c>.</summary>
    internal async Task CrashAsync(string part)
    {
        using var process = Process.GetProcessById(int.Parse(Pid(part)));
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Freezes a part (<c>STOP</c>), or lets it go on (<c>CONT</c>).</summary>
    internal async Task SignalAsync(string part, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", Pid(part)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Starts what was killed, and more real nodes if there are to be any; all is well again when it returns.</summary>
    internal async Task RepairAsync(int nodes = 0)
    {
        var (code, _, error) = await UpAsync(nodes == 0 ? "--control" : nodes.ToString());
        Assert.True(code == 0, error);
    }

    /// <summary>Makes etcd forget all old versions of all objects.</summary>
    internal static async Task CompactAsync(string version)
    {
        using var http = new HttpClient();
        var answer = await http.PostAsync("http://127.0.0.1:23790/v3/kv/compaction", new StringContent($$"""{"revision": "{{version}}", "physical": true}"""));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private Task<ShellCommand.Result> UpAsync(string what) =>
        ShellCommand.RunAsync(Path.Combine(Folder, "up"), [what], ("BERTH_KUBE_KCM_ARGS", ControllerFlags), ("BERTH_KUBE_APISERVER_ARGS", _flags));

    private string Pid(string part) => File.ReadAllText(Path.Combine(_home!, "run", $"{part}.pid")).Split(' ')[0];
}
