using System.Text.Json;
using Berth.Cluster.Autoscaling;
using Berth.Cluster.Objects;

namespace Berth.Cluster.Tests.Api;

public sealed class KubeJsonTests
{
    [Fact]
    public void What_the_server_leaves_out_has_its_default()
    {
        var pod = JsonSerializer.Deserialize("""{"metadata": {"name": "one"}, "spec": {"nodeName": "a", "topologySpreadConstraints": [{"topologyKey": "zone"}]}}""", KubeJson.Of<Pod>())!;
        Assert.Empty(pod.Spec.Containers);
        Assert.Equal(1, Assert.Single(pod.Spec.TopologySpreadConstraints!).MaxSkew);
        Assert.NotNull(JsonSerializer.Deserialize("{}", KubeJson.Of<Pod>())!.Spec);
    }

    [Fact]
    public void What_a_person_leaves_out_of_a_scaler_has_its_default()
    {
        var scaler = JsonSerializer.Deserialize("""{"metadata": {"name": "web"}, "spec": {"scaleTargetRef": {"name": "web"}, "maxReplicas": 5, "objective": {"milliseconds": 500}}}""", KubeJson.Of<Scaler>())!;
        Assert.Equal((1, "berth", "Deployment", 99.0, 10.0), (scaler.Spec.MinReplicas, scaler.Spec.Policy.Name, scaler.Spec.ScaleTargetRef.Kind, scaler.Spec.Objective!.Percentile, scaler.Spec.Service.StartSeconds));
    }

    [Fact]
    public void What_is_not_set_is_not_written() =>
        Assert.Equal("""{"apiVersion":"v1","kind":"Binding","metadata":{"name":"one"},"target":{"name":"a"}}""", JsonSerializer.Serialize(new Binding { Metadata = new() { Name = "one" }, Target = new() { Name = "a" } }, KubeJson.Of<Binding>()));

    [Fact]
    public void Names_that_are_not_camel_case_are_kept()
    {
        var port = JsonSerializer.Deserialize("""{"containerPort": 80, "hostPort": 8080, "hostIP": "10.0.0.1"}""", KubeJson.Of<Pod>().Options.GetTypeInfo(typeof(ContainerPort)))!;
        Assert.Equal(new ContainerPort { Port = 80, HostPort = 8080, HostIp = "10.0.0.1" }, port);
    }
}
