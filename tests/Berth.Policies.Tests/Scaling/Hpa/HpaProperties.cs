using Berth.Model;
using Berth.Policies.Scaling;
using Berth.Policies.Scaling.Hpa;
using static Berth.Policies.Tests.Scaling.Services;

namespace Berth.Policies.Tests.Scaling.Hpa;

/// <summary>What holds for any service, over made-up ones.</summary>
public sealed class HpaProperties
{
    private static readonly string[] Names = ["hpa", "hpa-70", "hpa-90"];

    [Fact]
    public void The_number_stays_within_its_bounds_and_the_order_of_pods_decides_nothing()
    {
        var random = new RandomStream(7, "services");
        for (var service = 0; service < 300; service++)
        {
            var options = new Dictionary<string, double> { ["queue-target"] = random.NextInt(2) * 5 };
            var name = Names[random.NextInt(3)];
            var (one, other) = (ScalingPolicies.Get(name, options), ScalingPolicies.Get(name, options));
            var (least, most) = (1 + random.NextInt(3), 4 + random.NextInt(20));
            var view = View(least + random.NextInt(most - least + 1), least, most);
            for (var tick = 0; tick < 40; tick++)
            {
                view.Now = tick * one.Period;
                view.Replicas = Pods(random, view);
                view.Metrics = random.NextInt(4) == 0 ? [] : [new("queue", random.NextInt(200), view.Now)];
                var decision = one.Decide(view);
                Assert.InRange(decision.Replicas, least, most);
                view.Replicas = [.. view.Replicas.Reverse()];
                Assert.Equal(decision.Replicas, other.Decide(view).Replicas);
                if (name == "hpa")
                    Assert.True(decision.Replicas <= Math.Max(4, 2 * view.Desired));
                view.Desired = decision.Replicas;
            }
        }
    }

    [Fact]
    public void More_use_never_means_fewer_replicas_for_pods_that_are_all_ready()
    {
        for (var pods = 1; pods <= 12; pods++)
        {
            var before = 0;
            for (var percent = 0; percent <= 300; percent++)
            {
                var replicas = Autoscaled.Of(pods).Pods(pods, percent / 100.0).Decide().Replicas;
                Assert.True(replicas >= before, $"{pods} pods at {percent} %: {replicas} after {before}");
                before = replicas;
            }
        }
    }

    private static List<ReplicaView> Pods(RandomStream random, ServiceView view) =>
    [
        .. Enumerable.Range(0, random.NextInt(view.Desired + 3)).Select(pod => new ReplicaView
        {
            Name = $"pod-{pod}",
            Phase = (ReplicaPhase)(random.NextInt(3) == 0 ? random.NextInt(4) : 1),
            Leaving = random.NextInt(8) == 0,
            Ready = random.NextInt(6) switch { 0 => null, 1 => false, _ => true },
            ReadySince = view.Now - random.NextInt(600) * Second,
            Started = random.NextInt(10) == 0 ? null : view.Now - random.NextInt(900) * Second,
            RequestedCores = 0.5 + random.NextDouble(),
            Cpu = random.NextInt(5) == 0 ? null : new CpuSample(2 * random.NextDouble(), view.Now - random.NextInt(60) * Second, 15 * Second),
        }),
    ];
}
