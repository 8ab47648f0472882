using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Collecting;
using Berth.Cluster.Objects;
using Berth.Cluster.Tests.Harness;
using Berth.Records.Collection;
using Berth.Records.Store;

namespace Berth.Cluster.Tests.Collecting;

/// <summary>What is kept of kubelets that answer, answer in part, or do not, through the API server.</summary>
public sealed class KubeletSamplerTests : ClusterSpecs
{
    private const string Resource = """
        # TYPE container_cpu_usage_seconds_total counter
        container_cpu_usage_seconds_total{container="berth",namespace="here",pod="edge-1"} 1.5 1700000000000
        container_cpu_usage_seconds_total{container="berth",namespace="there",pod="other"} 9 1700000000000
        # TYPE node_cpu_usage_seconds_total counter
        node_cpu_usage_seconds_total 20 1700000000001
        # TYPE scrape_error gauge
        scrape_error 0

        """;

    private readonly TempFolder _folder = new();

    private string Database => Path.Combine(_folder.Path, "run.db");

    private string ThisSummary => KubeletSummaryTests.Text.Replace("\"here\"", $"\"{Space}\"", StringComparison.Ordinal);

    private protected override Task<ClusterAccess> OpenAsync() => OpenStandInAsync();

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Processor_and_memory_are_those_of_the_resource_endpoint_and_the_network_that_of_the_summary()
    {
        Answer(path => path.EndsWith("/metrics/resource", StringComparison.Ordinal) ? Resource.Replace("here", Space, StringComparison.Ordinal) : path.EndsWith("/stats/summary", StringComparison.Ordinal) ? ThisSummary : null);
        var (notes, series) = await SampleAsync("node-1");
        Assert.Empty(notes);
        Assert.Equal(
            [
                $$"""container_cpu_usage_seconds_total{container="berth",namespace="{{Space}}",node="node-1",pod="edge-1"}""",
                $$"""container_network_receive_bytes_total{interface="eth0",namespace="{{Space}}",node="node-1",pod="edge-1"}""",
                $$"""container_network_transmit_bytes_total{interface="eth0",namespace="{{Space}}",node="node-1",pod="edge-1"}""",
                """node_cpu_usage_seconds_total{node="node-1"}""",
            ],
            series);
        // Two rounds, but a kubelet that knows no more says the same moment.
        using var reader = RunReader.Open(Database);
        Assert.All(reader.Timelines([1, 2, 3, 4]), timeline => Assert.Equal(1, timeline.Count));
    }

    [Fact]
    public async Task Without_the_resource_endpoint_the_summary_has_everything()
    {
        Answer(path => path.EndsWith("/stats/summary", StringComparison.Ordinal) ? ThisSummary : null);
        var (notes, series) = await SampleAsync("node-1");
        Assert.Empty(notes);
        Assert.Equal(6, series.Count);
        Assert.Contains($$"""pod_cpu_usage_seconds_total{namespace="{{Space}}",node="node-1",pod="edge-1"}""", series);
    }

    [Fact]
    public async Task Without_the_summary_there_is_no_network_and_that_is_said()
    {
        Answer(path => path.EndsWith("/metrics/resource", StringComparison.Ordinal) ? Resource : null);
        var (notes, series) = await SampleAsync("node-1");
        Assert.Equal(["the kubelets of node-1 gave no metrics of the network: 404 nodes \"node-1\" has no proxy"], notes);
        Assert.Equal(["""node_cpu_usage_seconds_total{node="node-1"}"""], series);
    }

    [Fact]
    public async Task Kubelets_that_may_not_be_asked_are_named_once()
    {
        Server!.Fault = context => context.Request.Path.Value!.Contains("/proxy/", StringComparison.Ordinal) ? new(403, "Forbidden", "nodes is forbidden: User \"ann\" cannot get resource \"nodes/proxy\"") : null;
        var (notes, series) = await SampleAsync("node-1", "node-2");
        Assert.Equal(["the kubelets of node-1, node-2 gave no metrics: 403 nodes is forbidden: User \"ann\" cannot get resource \"nodes/proxy\""], notes);
        Assert.Empty(series);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_is_told_like_none()
    {
        Answer(_ => "not{this");
        var (notes, _) = await SampleAsync("node-1");
        Assert.StartsWith("the kubelets of node-1 gave no metrics: ", Assert.Single(notes), StringComparison.Ordinal);
    }

    private void Answer(Func<string, string?> answer)
    {
        Server!.Kubelet = path => path.Contains("/proxy/", StringComparison.Ordinal) ? answer(path) : null;
        Server.Fault = context => context.Request.Path.Value!.Contains("/proxy/", StringComparison.Ordinal) && answer(context.Request.Path) is null ? new(404, "NotFound", "nodes \"node-1\" has no proxy") : null;
    }

    /// <summary>Two rounds with a pod on each of some nodes.</summary>
    private async Task<(IReadOnlyList<string> Notes, IReadOnlyList<string> Series)> SampleAsync(params string[] nodes)
    {
        foreach (var node in nodes)
            await Api.Pods.CreateAsync(Space, new() { Metadata = new() { Name = $"on-{node}", Namespace = Space }, Spec = new() { NodeName = node, Containers = [new() { Name = "berth", Image = "localhost/none:1" }] } }, Cancellation);
        using var store = RunStore.Create(Database);
        using var kubelets = new Kubelets(Client, KubeletRoute.Proxy);
        using var ended = new CancellationTokenSource();
        var sampling = new KubeletSampler(Client, kubelets, Space, new SampleWriter(store), Assert.Fail, TimeProvider.System).RunAsync(ended.Token);
        await Task.Delay(200, Cancellation);
        await ended.CancelAsync();
        var notes = await sampling;
        using var reader = RunReader.Open(Database);
        return (notes, [.. reader.Series().Select(each => each.Series.Identity).Order(StringComparer.Ordinal)]);
    }
}
