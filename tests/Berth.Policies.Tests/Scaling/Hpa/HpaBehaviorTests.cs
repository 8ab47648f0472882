using Berth.Policies.Scaling.Hpa;
using static Berth.Policies.Scaling.Hpa.HpaMetricSource;
using static Berth.Policies.Scaling.Hpa.HpaTargetKind;
using static Berth.Policies.Tests.Scaling.Hpa.Autoscaled;

namespace Berth.Policies.Tests.Scaling.Hpa;

/// <summary>How fast the number may change, with the behaviour and without.</summary>
public sealed class HpaBehaviorTests
{
    private static readonly HpaScalingPolicy Four = new(HpaPolicyKind.Pods, 4, 15), Double = new(HpaPolicyKind.Percent, 100, 15);
    private static readonly HpaScalingPolicy Tenth = new(HpaPolicyKind.Percent, 10, 60), Two = new(HpaPolicyKind.Pods, 2, 60);

    private static readonly HpaCases Cases = new()
    {
        ["older rule: no more than twice as many"] = (10, Wanting(20, 5)),
        ["older rule: 4 are always allowed"] = (4, Wanting(9, 1)),
        ["older rule: the highest of five minutes holds"] = (8, Wanting(2, 8).Recommended(8, 200)),
        ["older rule: before five minutes is forgotten"] = (2, Wanting(2, 8).Recommended(8, 300.1)),
        ["older rule: exactly five minutes ago still holds"] = (8, Wanting(2, 8).Recommended(8, 300)),
        ["older rule: what was recommended lately may be more than there are"] = (8, Wanting(5, 5).Recommended(8, 100)),
        ["older rule: a new autoscaler starts with what it finds"] = (8, Wanting(2, 8).New()),
        ["older rule: another window"] = (2, Wanting(2, 8).Recommended(8, 200).Told(settings => settings with { DownscaleStabilizationSeconds = 60 })),
        ["older rule: up is not stabilised"] = (6, Wanting(6, 3).Recommended(2, 10)),
        // 5 + 4 or 5 · 2
        ["up by default: double"] = (10, Wanting(20, 5).Told(Default)),
        // 1 + 4 or 1 · 2
        ["up by default: four more"] = (5, Wanting(9, 1).Told(Default)),
        ["up: the policy that allows least"] = (9, Wanting(20, 5).Told(Up(HpaSelect.Min, 0, Four, Double))),
        ["up: disabled"] = (5, Wanting(20, 5).Told(Up(HpaSelect.Disabled, 0, Four, Double))),
        ["up: disabled, but below the least"] = (3, Of(2, least: 3).Told(Up(HpaSelect.Disabled, 0, Four))),
        // The period began with 5: 9 or 10.
        ["up: what was added within the period counts"] = (10, Wanting(20, 9).Added(4, 10).Told(Default)),
        // A whole period ago: 13 or 18.
        ["up: what was added exactly a period ago does not"] = (18, Wanting(20, 9).Added(4, 15).Told(Default)),
        // It began with 4: 8 are allowed, and 12 are there.
        ["up: a limit below what there is keeps it"] = (12, Wanting(20, 12).Added(8, 5).Told(Default)),
        // It began with 8: 12 or 16.
        ["up: what was removed within the period may be added again"] = (16, Wanting(20, 5).Removed(3, 5).Told(Default)),
        ["up: several additions within the period"] = (10, Wanting(20, 9).Added(1, 14).Added(3, 2).Told(Default)),
        // 3.3
        ["up: a part is rounded up"] = (4, Wanting(20, 3).Told(Up(HpaSelect.Max, 0, new HpaScalingPolicy(HpaPolicyKind.Percent, 10, 15)))),
        ["up: each policy has its own period"] = (7, Wanting(20, 6).Added(3, 30).Told(Up(HpaSelect.Min, 0, new(HpaPolicyKind.Pods, 4, 60), new(HpaPolicyKind.Pods, 5, 15)))),
        ["up: the lowest of the window holds"] = (4, Wanting(6, 3).Recommended(4, 30).Told(Up(HpaSelect.Max, 60, Four))),
        ["up: the window never takes away"] = (3, Wanting(6, 3).Recommended(2, 30).Told(Up(HpaSelect.Max, 60, Four))),
        ["up: before the window is forgotten"] = (6, Wanting(6, 3).Recommended(4, 61).Told(Up(HpaSelect.Max, 60, Four))),
        ["up: exactly the window ago is forgotten"] = (6, Wanting(6, 3).Recommended(4, 60).Told(Up(HpaSelect.Max, 60, Four))),
        ["up: a new autoscaler with a window keeps what it finds"] = (3, Wanting(6, 3).New().Told(Up(HpaSelect.Max, 60, Four))),
        // int(6 · 0.9) = 5
        ["down: 10 % of 6 is one"] = (5, Wanting(1, 6).Told(Down(HpaSelect.Max, 0, Tenth))),
        // int(3 · 0.9) = 2
        ["down: 10 % of 3 is one"] = (2, Wanting(1, 3).Told(Down(HpaSelect.Max, 0, Tenth))),
        ["down: 10 % of 20 are two"] = (18, Wanting(1, 20).Told(Down(HpaSelect.Max, 0, Tenth))),
        // 20 · (1 - 0.9) is 1.9999999999999996 in the arithmetic of the original.
        ["down: a part is cut off for its last bit"] = (1, Wanting(1, 20).Told(Down(HpaSelect.Max, 0, new HpaScalingPolicy(HpaPolicyKind.Percent, 90, 60)))),
        ["down: a number of pods"] = (4, Wanting(1, 6).Told(Down(HpaSelect.Max, 0, Two))),
        ["down: the policy that allows most"] = (4, Wanting(1, 6).Told(Down(HpaSelect.Max, 0, Tenth, Two))),
        ["down: the policy that allows least"] = (5, Wanting(1, 6).Told(Down(HpaSelect.Min, 0, Tenth, Two))),
        ["down: disabled"] = (6, Wanting(1, 6).Told(Down(HpaSelect.Disabled, 0, Tenth))),
        ["down: disabled, but above the most"] = (4, Of(6, most: 4).Told(Down(HpaSelect.Disabled, 0, Tenth))),
        // The period began with 6: 5 are allowed, and 5 are there.
        ["down: what was removed within the period counts"] = (5, Wanting(1, 5).Removed(1, 30).Told(Down(HpaSelect.Max, 0, Tenth))),
        ["down: what was removed before the period does not"] = (4, Wanting(1, 5).Removed(1, 60).Told(Down(HpaSelect.Max, 0, Tenth))),
        // The period began with 4: int(3.6) = 3.
        ["down: what was added within the period may go again"] = (3, Wanting(1, 6).Added(2, 30).Told(Down(HpaSelect.Max, 0, Tenth))),
        ["down by default: all at once"] = (1, Wanting(1, 6).Told(Default)),
        ["down by default: the highest of five minutes holds"] = (5, Wanting(1, 6).Recommended(5, 200).Told(Default)),
        ["down: exactly five minutes ago is forgotten"] = (1, Wanting(1, 6).Recommended(5, 300).Told(Default)),
        ["down: a window of its own"] = (1, Wanting(1, 6).Recommended(5, 200).Told(Down(HpaSelect.Max, 120, Double))),
        ["down: a new autoscaler keeps what it finds"] = (6, Wanting(1, 6).New().Told(Default)),
        ["down: no fewer than the least"] = (1, Wanting(0, 2).Told(Default)),
        // Up would go no higher than 3, down no lower than 8: it stays.
        ["between the lowest and the highest nothing changes"] = (5, Wanting(6, 5).Recommended(3, 10).Recommended(8, 100).Told(Up(HpaSelect.Max, 60, Four))),
        ["the highest of the way down does not lift"] = (5, Wanting(5, 5).Recommended(8, 100).Told(Default)),
    };

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void It_changes_as_fast_as_Kubernetes_does(string name) => Cases.Check(name);

    /// <summary>A service whose metric asks for a number of replicas.</summary>
    private static Autoscaled Wanting(int wanted, int current) => Of(current).Target(External, AverageValue, 10).Metric("load", 10 * wanted).Counted(current);

    private static HpaSettings Default(HpaSettings settings) => settings with { Behavior = HpaBehavior.Default };

    private static Func<HpaSettings, HpaSettings> Up(HpaSelect select, double window, params HpaScalingPolicy[] policies) =>
        settings => settings with { Behavior = HpaBehavior.Default with { Up = new(policies, select, window) } };

    private static Func<HpaSettings, HpaSettings> Down(HpaSelect select, double window, params HpaScalingPolicy[] policies) =>
        settings => settings with { Behavior = HpaBehavior.Default with { Down = new(policies, select, window) } };
}
