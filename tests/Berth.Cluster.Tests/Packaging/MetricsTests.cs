using System.Globalization;
using Berth.Cluster.Autoscaling;
using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling.Running;
using Berth.Cluster.Tests.Harness;

namespace Berth.Cluster.Tests.Packaging;

public sealed class MetricsTests
{
    private const string OfA = "{node=\"a\",site=\"rack\",tier=\"edge\"}", OfPolicy = "{policy=\"first-fit\"}";

    [Fact]
    public void A_scheduler_shows_its_nodes_and_what_they_cost()
    {
        var scene = new CoreScene().With(
            CoreScene.Node("a", cpu: "4", labels: new()
            {
                ["berth/site"] = "rack", ["berth/tier"] = "edge", ["berth/idle-power"] = "20", ["berth/peak-power"] = "60", ["berth/pue"] = "1.5", ["berth/carbon-intensity"] = "200",
            }),
            CoreScene.Node("b", cpu: "4", labels: new() { ["berth/idle-power"] = "10", ["berth/peak-power"] = "30", ["berth/sleep-power"] = "2" }));
        var metrics = new SchedulerMetrics("first-fit");
        var pod = scene.Pod("one", cpu: "1");
        scene.Core.SetPod(pod);
        scene.Core.SetPod(scene.Pod("big", cpu: "9"));
        scene.Core.Advance(scene.Now);
        while (scene.Core.AnyReady)
        {
            var verdicts = scene.Core.Decide(scene.Now);
            metrics.Decided(verdicts, TimeSpan.FromMilliseconds(5));
            foreach (var verdict in verdicts.Where(verdict => verdict.Node is not null))
                metrics.Bound(verdict.Pod, pod.Metadata.CreationTimestamp!.Value.AddSeconds(3));
        }
        var text = metrics.Text(scene.Core, leads: true);

        Assert.Equal((4, 1, 1), (Value(text, "berth_node_cores" + OfA), Value(text, "berth_node_requested_cores" + OfA), Value(text, "berth_node_pods" + OfA)));
        // A quarter of the way from 20 to 60 W, half as much again for the site; the other one sleeps.
        Assert.Equal((45, 47, 9), (Value(text, "berth_node_power_watts" + OfA), Value(text, "berth_scheduler_power_watts" + OfPolicy), Value(text, "berth_scheduler_carbon_grams_per_hour" + OfPolicy)));
        Assert.Equal((1, 1), (Value(text, "berth_scheduler_used_nodes" + OfPolicy), Value(text, "berth_scheduler_pending_pods" + OfPolicy)));
        Assert.Equal((1, 1), (Value(text, "berth_scheduler_decisions_total{policy=\"first-fit\",outcome=\"placed\"}"), Value(text, "berth_scheduler_decisions_total{policy=\"first-fit\",outcome=\"refused\"}")));
        Assert.Equal((1, 3), (Value(text, "berth_scheduler_wait_seconds_count" + OfPolicy), Value(text, "berth_scheduler_wait_seconds_sum" + OfPolicy)));
        var waiting = metrics.Text(scene.Core, leads: false);
        Assert.Equal(0, Value(waiting, "berth_scheduler_leader" + OfPolicy));
        Assert.DoesNotContain("berth_node_", waiting, StringComparison.Ordinal);
    }

    [Fact]
    public void An_autoscaler_shows_each_scaler_until_it_is_gone()
    {
        var metrics = new AutoscalerMetrics(new Silent());
        var key = new ObjectKey("shop", "classify");
        metrics.Saw(key, new("berth", 3, 2, 2.5, 7));
        metrics.Scaled(key, 2, 3, "more");
        metrics.Scaled(key, 3, 4, "more");
        metrics.Acts(key, true, "Scaling", "");
        var text = metrics.Text(leads: true);
        const string Labels = "scaler=\"shop/classify\",policy=\"berth\"";
        Assert.Equal((3, 2), (Value(text, $"berth_autoscaler_desired_replicas{{{Labels}}}"), Value(text, $"berth_autoscaler_ready_replicas{{{Labels}}}")));
        Assert.Equal((2.5, 7), (Value(text, $"berth_autoscaler_requested_cores{{{Labels}}}"), Value(text, $"berth_autoscaler_queued_requests{{{Labels}}}")));
        Assert.Equal((2, 0), (Value(text, $"berth_autoscaler_changes_total{{{Labels},direction=\"up\"}}"), Value(text, $"berth_autoscaler_changes_total{{{Labels},direction=\"down\"}}")));
        Assert.Equal(1, Value(text, $"berth_autoscaler_active{{{Labels},reason=\"Scaling\"}}"));
        Assert.DoesNotContain("shop", metrics.Text(leads: false), StringComparison.Ordinal);
        metrics.Forget(key);
        Assert.DoesNotContain("shop", metrics.Text(leads: true), StringComparison.Ordinal);
    }

    private static double Value(string text, string series) =>
        double.Parse(text.Split('\n').Single(line => line.StartsWith(series + " ", StringComparison.Ordinal))[(series.Length + 1)..], CultureInfo.InvariantCulture);

    private sealed class Silent : IAutoscalerNews
    {
        public void Scaled(ObjectKey scaler, int from, int to, string reason)
        {
        }

        public void Acts(ObjectKey scaler, bool acts, string reason, string message)
        {
        }

        public void Said(string what)
        {
        }
    }
}
