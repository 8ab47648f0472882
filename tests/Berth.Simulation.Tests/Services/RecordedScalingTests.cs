using System.Text;
using Berth.Accounting;
using Berth.Model.Services;
using Berth.Model.Units;
using Berth.Policies.Scaling;
using Berth.Records.Situations;
using Berth.Records.Situations.Scaling;
using Berth.Simulation.Services;
using FsCheck;
using FsCheck.Fluent;

namespace Berth.Simulation.Tests.Services;

/// <summary>Every question of a run, written and read, has the answer that the run had, and leaves the policy with the same memory.</summary>
public sealed class RecordedScalingTests
{
    private static readonly Gen<Case> Cases =
        from time in Gen.Elements(0.02, 0.1, 0.45)
        from variation in Gen.Elements(0.0, 0.3)
        from bounds in Gen.Elements((0, 1), (0, 5), (1, 6), (2, 3))
        from start in Gen.Elements(0.5, 4, 11)
        from objective in Gen.Elements(0.3, 0.5, 2)
        from levers in Levers
        from counts in Counts
        from grams in Gen.Elements<double?>(null, 120.5, 380)
        from seed in Gen.Choose(0, 1000)
        select new Case(Setting.Service(time, bounds.Item1, bounds.Item2, start, variation: variation, objective: objective, levers: levers), string.Join('\n', counts), grams, seed);

    private static Gen<ServiceLevers> Levers =>
        from standby in Gen.Elements(null, new StandbyLever(3, new Cpu(0.05), new Duration(0.2)))
        from resize in Gen.Elements(null, new ResizeLever(new Cpu(2.5)))
        from variant in Gen.Elements(null, new VariantLever(new Fraction(0.3), null))
        from admission in Gen.Elements(true, false)
        from carbon in Gen.Elements(null, new CarbonLever(new CarbonIntensity(300), 1))
        select new ServiceLevers(standby, resize, variant, admission, carbon);

    private static Gen<int[]> Counts =>
        from blocks in Gen.ArrayOf(from rate in Gen.Elements(0, 0, 1, 5, 20, 60) from seconds in Gen.Choose(1, 40) select Enumerable.Repeat(rate, seconds))
        select blocks.SelectMany(block => block).Concat([3]).Take(150).ToArray();

    public static TheoryData<string, string> Policies => new()
    {
        { "fixed", "" }, { "schedule", "" }, { "hpa", "" }, { "hpa", "queue-target=3 behavior=1 up-stabilization=20 down-pods=1 sync=5 cpu-initialization=20" }, { "hpa-70", "sync=7" },
        { "hpa-90", "" }, { "keda", "" }, { "keda", "poll=4 cooldown=9 fallback-replicas=2 threshold=2 idle-at-zero=1 initial-cooldown=6" }, { "queue", "" },
        { "queue", "desired-queue=2 cooldown=7 poll=3" }, { "kpa", "" },
        { "kpa", "rps=1 target=10 stable-window=20 scale-down-delay=9 tick-interval=1 target-burst-capacity=0 scale-to-zero-grace-period=4 activation-scale=2" },
        { "kpa", "stable-window=6 max-scale-up-rate=1.5 target-burst-capacity=2" }, { "oracle", "" }, { "berth", "" }, { "berth", "period=1 surge=2 patience=3" },
    };

    [Theory]
    [MemberData(nameof(Policies))]
    public void It_is_answered_as_it_was(string name, string settings)
    {
        var options = settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('=')).ToDictionary(one => one[0], one => double.Parse(one[1], System.Globalization.CultureInfo.InvariantCulture));
        var asked = 0;
        Prop.ForAll(Arb.From(Cases), one =>
        {
            var service = one.Service with { Schedule = [new(new Duration(5), 3), new(new Duration(31.5), 1)] };
            var policy = ScalingPolicies.Get(name, options);
            var intensity = one.Grams is { } grams ? CarbonIntensitySeries.Constant(new(grams)) : null;
            new ServiceSimulation(service, Setting.Site(), intensity, Setting.Requests(service, one.Counts), policy, Check).Run(1);

            ScalingDecision Check(IScalingPolicy policy, ServiceView view)
            {
                var situation = ScalingSituation.Of(policy, view, options);
                view.Explain = true;
                var (now, before) = (view.Now, view.Desired);
                var decision = policy.Decide(view);
                var line = SituationWriter.Write(new(null, null, Scaling: situation, Replicas: [new(now, before, decision)]));
                var read = SituationReader.Read(line);
                var again = read.Decide();
                var answer = Assert.Single(again.Replicas!);
                Assert.True(read.Differences(again).Count == 0, $"{string.Join('\n', read.Differences(again))}\n{Encoding.UTF8.GetString(line.Span)}");
                Assert.Equal((now, before, decision.Reason), (answer.Now, answer.Specified, answer.Decision.Reason));
                var memory = ScalingSituation.Of(policy, view).Sections.Values.Select(Text).SingleOrDefault();
                Assert.Equal(memory, answer.Memory is { } kept ? Text(kept) : null);
                asked++;
                return decision;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10));
        Assert.True(asked > 10, $"it was asked {asked} times");
    }

    private static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);

    private sealed record Case(Service Service, string Counts, double? Grams, int Seed)
    {
        public override string ToString() => $"{Service} {Counts.Replace('\n', ' ')} {Grams}";
    }
}
