using System.Net.Sockets;
using System.Text.Json.Nodes;
using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Objects;
using Berth.Workloads.Programs;

[assembly: AssemblyFixture(typeof(Berth.Cluster.Tests.Harness.RealCluster))]

namespace Berth.Cluster.Tests.Harness;

/// <summary>
/// A real Kubernetes: the one that <c>BERTH_TEST_KUBECONFIG</c> names, or a control plane that the folder in <c>BERTH_TEST_KUBERNETES</c> starts (by default
/// <c>../shared/kubernetes</c> beside the repository). It is started by the first test that needs it and brought down after the last.
/// </summary>
public sealed partial class RealCluster : IAsyncDisposable
{
    /// <summary>Port of its API on 127.0.0.1, which pods reach over the network of their node.</summary>
    internal const int Port = 16443;

    /// <summary>Name of Berth's image on real nodes.</summary>
    internal static string Image { get; } = $"localhost/berth:{Version}";

    /// <summary>Version of the program.</summary>
    internal static string Version => typeof(ApiClient).Assembly.GetName().Version!.ToString(3);

    private static readonly string Home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private readonly SemaphoreSlim _one = new(1);
    private readonly SemaphoreSlim _oneForNodes = new(1);
    private ClusterAccess? _access;
    private string? _absent;
    private string? _folder;
    private string? _noNodes;
    private int _nodes;

    /// <summary>File that says how to reach it.</summary>
    internal string? KubeConfigFile { get; private set; }

    /// <summary>What service accounts ask of it; null when these tests did not start it.</summary>
    internal AuditLog? Audit { get; private set; }

    /// <summary>Its access; the test is skipped with the reason when there is none.</summary>
    internal async Task<ClusterAccess> AccessAsync()
    {
        await _one.WaitAsync();
        try
        {
            if (_access is null && _absent is null)
                (_access, _absent) = await OpenAsync();
        }
        finally
        {
            _one.Release();
        }
        if (_absent is { } reason)
            Assert.Skip(reason);
        return _access!;
    }

    /// <summary>Its access, with at least so many real nodes that have <see cref="Image"/>; the test is skipped with the reason when it cannot have them.</summary>
    internal async Task<ClusterAccess> NodesAsync(int count)
    {
        var access = await AccessAsync();
        await _oneForNodes.WaitAsync();
        try
        {
            if (_noNodes is null && _nodes < count)
            {
                _noNodes = await StartNodesAsync(count);
                _nodes = count;
            }
        }
        finally
        {
            _oneForNodes.Release();
        }
        if (_noNodes is { } reason)
            Assert.Skip(reason);
        return access;
    }

    /// <summary>Runs the command line on it.</summary>
    internal Task<ShellCommand.Result> BerthAsync(params string[] words)
    {
        var command = BerthProgram.Command(words);
        return ShellCommand.RunAsync(command[0], command.Skip(1), ("KUBECONFIG", KubeConfigFile!));
    }

    /// <summary>Makes the definition of a kind, which a file of the repository holds, known to it.</summary>
    internal async Task DefineAsync(string file, string name, ResourceType kind)
    {
        // Fields of a field manager may be sent as YAML.
        using var client = new ApiClient(_access!, TimeProvider.System);
        var path = $"{new ResourceType("apiextensions.k8s.io", "v1", "customresourcedefinitions", false).Path(null, name)}?fieldManager=berth-tests&force=true";
        await client.SendAsync(HttpMethod.Patch, path, (await File.ReadAllBytesAsync(Path.Combine(Repository.Root, file)), MediaTypes.Apply), KubeJson.Of<JsonObject>(), CancellationToken.None);
        await Eventually.HoldsAsync($"the server knows {name}", async () =>
            await Record.ExceptionAsync(() => new ApiResource<JsonObject>(client, kind).ListAsync(Selection.All, CancellationToken.None)) is null);
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is { } folder)
            await ShellCommand.RunAsync(Path.Combine(folder, "down"), ["--wipe"]);
        Audit?.Dispose();
        _one.Dispose();
        _oneForNodes.Dispose();
    }

    private async Task<(ClusterAccess? Access, string? Absent)> OpenAsync()
    {
        if (Environment.GetEnvironmentVariable("BERTH_TEST_KUBECONFIG") is { Length: > 0 } named)
            return (KubeConfig.Read(KubeConfigFile = named, null, TimeProvider.System), null);
        var folder = Folder;
        if (!File.Exists(Path.Combine(folder, "up")))
            return (null, "no real Kubernetes: set BERTH_TEST_KUBECONFIG, or BERTH_TEST_KUBERNETES to a folder with build, up and down");
        var home = Environment.GetEnvironmentVariable("BERTH_KUBE_HOME") ?? Path.Combine(Home, ".cache", "berth-kube");
        if (!File.Exists(Path.Combine(home, "bin", "version")))
            return (null, $"no real Kubernetes: {folder}/build has not been run");
        if (Environment.UserName != "root")
            return (null, "no real Kubernetes: it needs root");
        var wasUp = Listens();
        if (!wasUp)
        {
            // What an earlier cluster has left, nodes for instance, would be there again.
            await ShellCommand.RunAsync(Path.Combine(folder, "down"), ["--wipe"]);
            Audit = new();
        }
        var flags = $"{Environment.GetEnvironmentVariable("BERTH_KUBE_APISERVER_ARGS")} {Audit?.Arguments}";
        (_home, _flags) = (home, flags);
        var (code, output, error) = await UpAsync("--control");
        if (code != 0 || output.Split("KUBECONFIG=") is not [_, var path])
            return (null, $"no real Kubernetes: {folder}/up failed: {error.Trim()}");
        _folder = wasUp ? null : folder;
        return (KubeConfig.Read(KubeConfigFile = path.Trim(), null, TimeProvider.System), null);
    }

    /// <summary>Starts nodes; why that cannot be.</summary>
    private static async Task<string?> StartNodesAsync(int count)
    {
        if (Environment.GetEnvironmentVariable("BERTH_TEST_KUBECONFIG") is { Length: > 0 })
            return "the nodes of the cluster that BERTH_TEST_KUBECONFIG names do not have the image that is tested";
        var archive = Path.Combine(Repository.Root, "artifacts", "berth-image.tar");
        var (code, _, error) = await ShellCommand.RunAsync(
            Path.Combine(Repository.Root, "build", "image"), [archive], ("BUILDER", Path.Combine(Folder, "image")), ("BASE", "localhost/debian:bookworm"));
        Assert.True(code == 0, $"build/image failed: {error}");
        (code, _, error) = await ShellCommand.RunAsync(Path.Combine(Folder, "up"), [$"{count}"], ("BERTH_KUBE_IMAGES", archive));
        return code == 0 ? null : $"no real nodes: {error.Trim()}";
    }

    private static string Folder => Environment.GetEnvironmentVariable("BERTH_TEST_KUBERNETES") ?? Path.Combine(Repository.Root, "..", "shared", "kubernetes");

    private static bool Listens()
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
