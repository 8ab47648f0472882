using System.Text.Json.Nodes;
using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Objects;
using Berth.Cluster.Tests.Harness;
using Berth.Model.Observations;
using Berth.Records;
using Berth.Records.Store;

namespace Berth.Cluster.Tests.Running;

/// <summary>Whole experiments on real kubelets, by the command line.</summary>
[Trait("Speed", "Long")]
public sealed class ExperimentSpecs(RealCluster cluster) : ClusterSpecs
{
    private const string Streams = """
        name: three-worlds
        seed: 3
        continuum:
          sites:
            edge:     { nodes: 1, cpu: 1, share: 0.5, memory: 512Mi, power: { idle: 20W, peak: 65W } }
            endpoint: { nodes: 2, cpu: 1, share: 0.2, memory: 512Mi, power: { idle: 2W, peak: 7W } }
          links:
            - { between: [endpoint, edge], latency: 5ms, rate: 30Mbit/s }
        workloads:
          camera: { kind: image-classification, source: endpoint, rate: 2/s, transport: TRANSPORT }
        compare: { placement: [local, edge] }
        run: { duration: 3s, repetitions: 1 }
        """;

    private const string Service = """
        name: elastic
        continuum:
          sites:
            pool: { tier: cloud, nodes: 3, cpu: 1, share: 0.2, memory: 512Mi, power: { idle: 5W, peak: 25W } }
        services:
          classify:
            kind: image-classification
            site: pool
            load: { pattern: steps, rate: 3/s, peak: 40/s, period: 60s }
            least: 1
            most: 3
            time: 30ms
            processor: 85%
            queue: 2000
            timeout: 60s
        compare: { scaling: [queue] }
        policies: { queue: { cooldown: 20, poll: 5 } }
        run: { duration: 120s }
        """;

    private const string Profile = """
        name: measured
        seed: 5
        continuum:
          sites:
            small: { tier: endpoint, cpu: 200m, memory: 512Mi, power: { idle: 1W, peak: 3W } }
            large: { tier: cloud,    cpu: 500m, memory: 512Mi, power: { idle: 2W, peak: 12W } }
        profile:
          executions: 12
          functions:
            pi:     { num_samples: 1000000..40000000 }
            stress: { input: 500000..10000000 }
        run: { world: kubernetes }
        """;

    private const string Calls = """
        name: called
        seed: 6
        continuum:
          sites:
            fast: { tier: cloud, cpu: 1, share: 0.6, memory: 512Mi, power: { idle: 5W, peak: 25W } }
            slow: { tier: edge, nodes: 2, cpu: 1, share: 0.15, memory: 512Mi, power: { idle: 2W, peak: 6W } }
        profile: { executions: 16, functions: &functions { stress: { input: 20000000..300000000 } } }
        jobs: { requests: { calls: { functions: *functions, rate: 2/s, count: 20 } } }
        compare: { placement: [round-robin, predicted] }
        run: { world: kubernetes }
        """;

    private protected override Task<ClusterAccess> OpenAsync() => cluster.NodesAsync(2);

    /// <summary>12 items in about three seconds: of two sources that draw 4 W each, and of these with a worker that draws 20 W.</summary>
    [Fact]
    public async Task Streams_run_beside_their_simulation_with_what_kubelets_and_meters_say_and_nothing_is_left()
    {
        using var folder = new TempFolder();
        await using var meter = await PodMeter.StartAsync(Api, "berth/experiment=three-worlds", pod => pod == "edge-1" ? 20 : 4);
        var result = await StreamsAsync(folder, "http", "--kubelets", "direct", "--prometheus", meter.Prometheus.Address.ToString());
        using var reader = RunReader.Open(RunFolder.Open((string)result["runFolder"]!));
        foreach (var (placement, watts) in new[] { ("local", 2 * 4), ("edge", 2 * 4 + 20) })
        {
            var row = result["results"]!.AsArray().Single(row => (string?)row!["placement"] == placement)!;
            Assert.Equal("Kepler", (string?)row["energyBy"]);
            var measured = reader.Deployments().Single(each => each.Placement == placement);
            Assert.Equal(watts * (measured.End!.Value - measured.Start!.Value) * 1e-9 / 12, (double)row["energyPerItemJ"]!, 1e-6);
        }
        var notes = reader.Meta<string[]>("variant 1 notes")!;
        Assert.Contains("energy is what Kepler measured for each pod", notes);
        Assert.DoesNotContain(notes, note => note.Contains("kubelet", StringComparison.Ordinal));
        var series = reader.Series().Select(each => each.Series).ToList();
        foreach (var name in (string[])["container_cpu_usage_seconds_total", "container_memory_working_set_bytes"])
            Assert.Equal(["edge-1", "endpoint-1", "endpoint-2"], series.Where(each => each.Name == name && each.Label("node").Length > 0).Select(each => each.Label("pod")).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(series, each => each.Name == "node_cpu_usage_seconds_total" && each.Label("node").Length > 0);
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task So_do_streams_over_a_broker_whose_energy_nobody_measures()
    {
        using var folder = new TempFolder();
        var result = await StreamsAsync(folder, "mqtt");
        Assert.All(result["results"]!.AsArray(), row => Assert.Equal("model", (string?)row!["energyBy"]));
        using var reader = RunReader.Open(RunFolder.Open((string)result["runFolder"]!));
        Assert.Single(reader.Meta<string[]>("variant 1 notes")!, note => note.StartsWith("energy is modelled ", StringComparison.Ordinal));
        Assert.Contains(reader.Series(), each => each.Series.Name == "container_cpu_usage_seconds_total" && each.Series.Label("pod") == "edge-1");
    }

    private async Task<JsonNode> StreamsAsync(TempFolder folder, string transport, params string[] options)
    {
        var run = await cluster.BerthAsync(
            ["run", folder.Write("streams.yaml", Streams.Replace("TRANSPORT", transport, StringComparison.Ordinal)), "--world", "kubernetes", "--alone", "--image", RealCluster.Image, "--runs", folder.Path, "--json", .. options]);
        Assert.True(run.Code == 0, run.Error + run.Output);
        var result = JsonNode.Parse(run.Output)!;
        Assert.Equal(2, result["results"]!.AsArray().Count);
        foreach (var row in result["results"]!.AsArray())
        {
            Assert.Equal((12, 12), ((int)row!["items"]!, (int)row["completed"]!));
            Assert.True((double)row["workerLoadPercent"]! > 1);
            Assert.True((double)row["energyPerItemJ"]! > 0);
        }
        Assert.All(result["worlds"]!.AsArray(), row => Assert.Equal(["simulation", "kubernetes"], row!["worlds"]!.AsArray().Select(world => (string)world!["world"]!)));
        await NothingIsLeftAsync("three-worlds");
        return result;
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task A_service_is_scaled_up_and_down_and_loses_nothing_though_replicas_are_deleted_by_force()
    {
        using var folder = new TempFolder();
        using var ended = new CancellationTokenSource();
        var deleting = DeleteByForceAsync(ended.Token);
        var run = await cluster.BerthAsync("run", folder.Write("service.yaml", Service), "--world", "kubernetes", "--alone", "--kubelets", "direct", "--image", RealCluster.Image, "--runs", folder.Path, "--json");
        await ended.CancelAsync();
        Assert.True(run.Code == 0, run.Error + run.Output);
        Assert.True(await deleting >= 1, "no replica was deleted: " + run.Output);
        var result = JsonNode.Parse(run.Output)!;
        using var reader = RunReader.Open(RunFolder.Open((string)result["runFolder"]!));
        Assert.Contains(reader.Series(), each => each.Series.Name == "container_cpu_usage_seconds_total" && each.Series.Label("pod").StartsWith("classify-", StringComparison.Ordinal));
        var service = result["services"]![0]!;
        Assert.Equal((0, 0), ((int)service["refused"]!, (int)service["lost"]!));
        var steps = service["notableDecisions"]!.AsArray().Select(step => (int)step!["to"]! - (int)step["from"]!).ToList();
        Assert.True(steps.Any(step => step > 0) && steps.Any(step => step < 0), "it was not scaled up and down: " + run.Output);
        await NothingIsLeftAsync("elastic");
    }

    [Fact]
    public async Task A_profile_is_executed_on_a_pod_of_every_size_and_a_model_is_learned()
    {
        using var folder = new TempFolder();
        var run = await cluster.BerthAsync("run", folder.Write("profile.yaml", Profile), "--image", RealCluster.Image, "--runs", folder.Path, "--json");
        Assert.True(run.Code == 0, run.Error + run.Output);
        Assert.NotNull(JsonNode.Parse(run.Output)!["model"]);
        using var reader = RunReader.Open(RunFolder.Open(Assert.Single(Directory.GetDirectories(folder.Path))));
        var deployment = Assert.Single(reader.Deployments());
        var executions = reader.Executions(deployment.Deployment);
        Assert.Equal([("large", 12), ("small", 12)], executions.CountBy(execution => execution.Size).Select(size => (size.Key, size.Value)).Order());
        Assert.All(executions, execution =>
        {
            Assert.Equal(ExecutionOutcome.Done, execution.Outcome);
            Assert.True(execution.Start >= deployment.Start && execution.End <= deployment.End, "they are on the clock of the run");
            Assert.True(execution.CpuSeconds > 0 && execution.EnergyJoules > 0);
        });
        await NothingIsLeftAsync("measured");
    }

    [Fact]
    public async Task Calls_are_executed_where_a_policy_says_by_what_was_learned_on_the_same_pods()
    {
        using var folder = new TempFolder();
        var run = await cluster.BerthAsync("run", folder.Write("calls.yaml", Calls), "--alone", "--image", RealCluster.Image, "--runs", folder.Path, "--json");
        Assert.True(run.Code == 0, run.Error + run.Output);
        var result = JsonNode.Parse(run.Output)!;
        Assert.NotNull(result["model"]);
        Assert.Equal(["round-robin", "predicted"], result["jobWorlds"]!.AsArray().Select(row => (string)row!["label"]!));
        Assert.All(result["jobWorlds"]!.AsArray(), row => Assert.Equal(["simulation", "kubernetes"], row!["worlds"]!.AsArray().Select(world => (string)world!["world"]!)));
        var turnaround = result["jobWorlds"]!.AsArray().Select(row => (double)row!["worlds"]![1]!["turnaroundSeconds"]!).ToList();
        Assert.True(turnaround[1] < turnaround[0], $"predicted {turnaround[1]} s, round-robin {turnaround[0]} s");
        using var reader = RunReader.Open(RunFolder.Open((string)result["runFolder"]!));
        foreach (var deployment in reader.Deployments().Where(each => each.Placement.StartsWith("calls ", StringComparison.Ordinal)))
            Assert.Equal(20, reader.Executions(deployment.Deployment).Count(execution => execution.Outcome == ExecutionOutcome.Done && execution.Start >= deployment.Start));
        await NothingIsLeftAsync("called");
    }

    [Fact]
    public async Task An_image_that_is_not_there_is_told_and_nothing_is_left()
    {
        using var folder = new TempFolder();
        var run = await cluster.BerthAsync("run", folder.Write("streams.yaml", Streams.Replace("TRANSPORT", "http", StringComparison.Ordinal)), "--world", "kubernetes", "--alone", "--image", "localhost/nobody/knows:1", "--runs", folder.Path);
        Assert.Equal(3, run.Code);
        Assert.Contains("--image names another", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(folder.Path));
        await NothingIsLeftAsync("three-worlds");
    }

    /// <summary>Deletes a replica that serves, without grace, every few seconds where there are two.</summary>
    private async Task<int> DeleteByForceAsync(CancellationToken ended)
    {
        var deleted = 0;
        while (!ended.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(4), ended).ContinueWith(_ => { }, TaskScheduler.Default);
            var (pods, _) = await Api.Pods.ListAsync(new(Labels: "app=classify,berth/experiment=elastic"), CancellationToken.None);
            List<Pod> ready = [.. pods.Where(pod => pod.Metadata.DeletionTimestamp is null && (pod.Status?.Conditions ?? []).Any(condition => condition is { Type: "Ready", Status: "True" }))];
            if (ready.Count < 2 || deleted >= 2)
                continue;
            await Api.Pods.DeleteAsync(ready[0].Metadata.Namespace, ready[0].Metadata.Name!, CancellationToken.None, graceSeconds: 0);
            deleted++;
        }
        return deleted;
    }

    private async Task NothingIsLeftAsync(string experiment) =>
        Assert.Empty((await new ApiResource<KubeNamespace>(Client, ResourceType.Namespaces).ListAsync(new(Labels: $"berth/experiment={experiment}"), CancellationToken.None)).Items);
}
