using Berth.Policies.Scaling.Kpa;
using FsCheck;
using FsCheck.Fluent;

namespace Berth.Policies.Tests.Scaling.Kpa;

public sealed class KpaProperties
{
    // Quarters and halves, so that both ways of counting are exact.
    private static readonly Gen<KpaSettings> Settings =
        from total in Gen.Elements(1.0, 4, 16)
        from percent in Gen.Elements(50.0, 100, 75)
        from stable in Gen.Elements(6, 20, 60)
        from threshold in Gen.Elements(125.0, 200, 400)
        from up in Gen.Elements(1.25, 1.5, 4, 1000)
        from down in Gen.Elements(1.25, 2, 8)
        from burst in Gen.Elements(0.0, -1, 3, 40.5)
        from activation in Gen.Frequency((3, Gen.Constant(1)), (1, Gen.Choose(2, 6)))
        from delay in Gen.Frequency((2, Gen.Constant(0)), (2, Gen.Choose(1, 40)))
        select new KpaSettings
        {
            ContainerConcurrency = total, TargetUtilizationPercent = percent, StableWindowSeconds = stable, PanicThresholdPercent = threshold,
            MaxScaleUpRate = up, MaxScaleDownRate = down, TargetBurstCapacity = burst, ActivationScale = activation, ScaleDownDelaySeconds = delay,
        };

    private static readonly Gen<(int Step, int Stable, int Panic, int Ready, int Known)> Tick =
        from step in Gen.Frequency((8, Gen.Constant(4)), (2, Gen.Choose(1, 30)), (1, Gen.Choose(100, 150)))
        from stable in Gen.Frequency((1, Gen.Constant(0)), (3, Gen.Choose(0, 12)), (2, Gen.Choose(0, 200)))
        from panic in Gen.Frequency((1, Gen.Constant(0)), (3, Gen.Choose(0, 12)), (1, Gen.Choose(0, 200)))
        from ready in Gen.Choose(0, 12)
        from known in Gen.Choose(0, 9)
        select (step, stable, panic, ready, known);

    [Fact]
    public void Another_implementation_over_the_whole_history_says_the_same()
    {
        var (judged, panicked) = (0, 0);
        Prop.ForAll(Arb.From(from settings in Settings from start in Gen.Choose(0, 5) from ticks in Tick.ListOf() select (settings, start, ticks)), given =>
        {
            var (state, history, moment) = (KpaState.Start(given.start, 0), new List<KpaJudge.Tick>(), 0L);
            foreach (var (step, stable, panic, ready, known) in given.ticks)
            {
                moment += step * 500_000_000L;
                var nothing = known == 0 ? double.NaN : 0;
                history.Add(new(moment, stable / 4.0 + nothing, panic / 4.0 + nothing, ready));
                (var scale, state) = KpaRules.Decide(given.settings, state, new(history[^1].Stable, history[^1].Panic, ready), moment);
                var verdict = KpaJudge.Judge(given.settings, given.start, history);
                if (verdict is null ? scale.Valid : (scale.DesiredPods, state.PanicTime is not null, scale.ExcessBurstCapacity) != (verdict.Pods, verdict.Panics, verdict.Burst))
                    return false;
                judged++;
                panicked += state.PanicTime is null ? 0 : 1;
            }
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
        Assert.InRange((double)panicked / judged, 0.2, 0.9);
    }

    [Fact]
    public void More_load_never_wants_fewer_pods() =>
        Prop.ForAll(Arb.From(from settings in Settings from tick in Tick from more in Gen.Choose(0, 50) from panics in Gen.Choose(0, 1) select (settings, tick, more, panics)), given =>
        {
            var (_, stable, panic, ready, _) = given.tick;
            var state = KpaState.Start(given.panics == 0 ? 1 : 3, 0);
            int Wanted(double extra) => KpaRules.Decide(given.settings, state, new(stable / 4.0 + extra, panic / 4.0 + extra, ready), 1_000_000_000).Scale.DesiredPods;
            return Wanted(0) <= Wanted(given.more / 4.0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
}
