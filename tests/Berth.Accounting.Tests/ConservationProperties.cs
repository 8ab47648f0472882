using Berth.Model;
using Berth.Model.Units;
using FsCheck;
using FsCheck.Fluent;

namespace Berth.Accounting.Tests;

public sealed class ConservationProperties
{
    private sealed record Step(long Interval, double Utilization, JobUse[] Jobs);

    private static readonly Gen<double> Part = Gen.Choose(0, 1_000_000).Select(number => number / 1e6);

    private static readonly Gen<JobUse> Use =
        from job in Gen.Elements("a", "b", "c", "d")
        from cpu in Gen.OneOf(Gen.Constant(0.0), Part, Part.Select(part => part * 1e9))
        select new JobUse(job, cpu);

    private static readonly Gen<Step> Steps =
        from interval in Gen.OneOf(Gen.Choose(1, 1000).Select(number => (long)number), Gen.Choose(1, 2000).Select(number => number * 1_000_000_000L))
        from utilization in Gen.OneOf(Part, Gen.Elements(0.0, 1.0, 1.02))
        from jobs in Gen.ArrayOf(Use)
        select new Step(interval, utilization, [.. jobs.DistinctBy(job => job.Job)]);

    private static readonly Gen<(PowerModel Power, Step[] Steps, double[] Intensities, double Pue)> Runs =
        from idle in Gen.Choose(0, 500)
        from rises in Gen.Choose(1, 100).ArrayOf(10)
        from steps in Steps.NonEmptyListOf()
        from intensities in Gen.Choose(0, 900).Select(number => (double)number).ArrayOf(5)
        from pue in Part.Select(part => 1 + part)
        select (new PowerModel(new PowerCurve([.. rises.Aggregate(new List<Power> { new(idle) }, (points, rise) => [.. points, new Power(points[^1].Watts + rise)])])),
            steps.ToArray(), intensities, pue);

    [Fact]
    public void Jobs_and_idle_sum_to_the_integral_of_power_and_to_its_emissions() =>
        Prop.ForAll(Arb.From(Runs), run =>
        {
            var series = CarbonIntensitySeries.Steps([.. run.Intensities.Select((grams, index) => (index * 500_000_000_000L, new CarbonIntensity(grams)))]);
            var ledger = new EnergyLedger(run.Power, series, run.Pue);
            var (start, joules, grams) = (0L, 0.0, 0.0);
            foreach (var step in run.Steps)
            {
                ledger.Add(start, step.Interval, step.Utilization, step.Jobs);
                var energy = run.Power.At(step.Utilization).Watts * step.Interval * 1e-9;
                joules += energy;
                grams += energy / 3.6e6 * run.Pue * Integral(run.Intensities, start, step.Interval) / step.Interval;
                start += step.Interval;
            }
            var jobs = ledger.Jobs.Select(ledger.Of).ToList();
            return Near(ledger.Total.Energy.Joules, joules)
                && Near(jobs.Sum(job => job.Energy.Joules) + ledger.Idle.Energy.Joules, joules)
                && Near(ledger.Total.Carbon!.Value.Grams, grams)
                && Near(jobs.Sum(job => job.Carbon!.Value.Grams) + ledger.Idle.Carbon!.Value.Grams, grams)
                && jobs.All(job => job.Energy.Joules >= 0 && job.Energy.Joules <= joules * (1 + 1e-9));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Cutting_an_interval_in_two_changes_nothing() =>
        Prop.ForAll(Arb.From(Steps), Arb.From(Part), (step, part) =>
        {
            var power = new PowerModel(new PowerCurve([new(60), new(400)]));
            var whole = new EnergyLedger(power);
            whole.Add(0, step.Interval * 2, step.Utilization, step.Jobs);
            var cut = new EnergyLedger(power);
            var first = Math.Clamp((long)(part * step.Interval * 2), 1, step.Interval * 2 - 1);
            cut.Add(0, first, step.Utilization, step.Jobs);
            cut.Add(first, step.Interval * 2 - first, step.Utilization, step.Jobs);
            return Near(whole.Total.Energy.Joules, cut.Total.Energy.Joules)
                && whole.Jobs.All(job => Near(whole.Of(job).Energy.Joules, cut.Of(job).Energy.Joules));
        }).QuickCheckThrowOnFailure();

    /// <summary>The integral by its definition, step by step.</summary>
    private static double Integral(double[] intensities, long start, long interval)
    {
        var sum = 0.0;
        for (var step = 0; step < intensities.Length; step++)
        {
            var from = Math.Max(start, step * 500_000_000_000L);
            var until = Math.Min(start + interval, step == intensities.Length - 1 ? long.MaxValue : (step + 1) * 500_000_000_000L);
            sum += intensities[step] * Math.Max(0, until - from);
        }
        return sum;
    }

    private static bool Near(double one, double other) => Math.Abs(one - other) <= 1e-9 * Math.Max(Math.Abs(one), Math.Abs(other));
}
