using Berth.Model.Services;
using Berth.Model.Units;
using Berth.Policies.Scaling;
using FsCheck;
using FsCheck.Fluent;
using static Berth.Simulation.Tests.Services.Setting;

namespace Berth.Simulation.Tests.Services;

public sealed class ServiceProperties
{
    private static readonly Gen<ServiceLevers> Levers =
        from standby in Gen.Elements<StandbyLever?>(null, new(1, new Cpu(0.02), new Duration(0.2)), new(4, new Cpu(0.5), default))
        from resize in Gen.Elements<ResizeLever?>(null, new(new Cpu(2)), new(new Cpu(6)))
        from variant in Gen.Elements<VariantLever?>(null, new(new Fraction(0.3), null))
        from admission in Gen.Elements(false, true)
        select new ServiceLevers(standby, resize, variant, admission, null);

    private static readonly Gen<(double At, ScalingDecision Decision)> Step =
        from half in Gen.Choose(0, 40)
        from replicas in Gen.Choose(-1, 8)
        from standby in Gen.Choose(0, 6)
        from cores in Gen.Elements(1.0, 1, 1.5, 2, 4, 100)
        from small in Gen.Elements(false, true)
        from admit in Gen.Elements(double.PositiveInfinity, 0.5, 0.05)
        select (half / 2.0, Want(replicas, standby, cores, small, admit));

    private static readonly Gen<(Service Service, string Counts, (double, ScalingDecision)[] Script, (int Nodes, int Cores) Site)> Course =
        from levers in Levers
        from time in Gen.Elements(0.02, 0.1, 0.37, 2)
        from variation in Gen.Elements(0, 0.1, 0.6)
        from start in Gen.Elements(0.0, 0.7, 3)
        from queue in Gen.Elements(0, 3, 1000)
        from timeout in Gen.Elements(0.4, 3, 60)
        from least in Gen.Choose(0, 2)
        from counts in Gen.Choose(0, 30).NonEmptyListOf()
        from first in Step
        from script in Step.ListOf()
        from site in Gen.Elements((6, 1), (2, 3), (1, 6), (3, 4))
        select (Service(time, least, 6, start, queue, timeout, variation, 0.5, levers), string.Join(' ', counts),
            ((double, ScalingDecision)[])[(0, first.Decision), .. script.OrderBy(step => step.At)], site);

    [Fact]
    public void Every_request_has_one_end_and_cores_stay_within_the_site() =>
        Prop.ForAll(Arb.From(Course), course =>
        {
            var (service, counts, script, site) = course;
            var outcome = Run(service, counts, new Script(script), Site(site.Nodes, site.Cores));
            var cores = site.Nodes * site.Cores;
            var busy = outcome.Series.Sum(interval => interval.BusyPercent * interval.Ready / 100);
            return outcome.Requests == counts.Split(' ').Sum(int.Parse)
                && outcome.Completed + outcome.Refused + outcome.Lost == outcome.Requests
                && outcome.Completed == Math.Round(outcome.Requests * (outcome.Cdf.Count == 0 ? 0 : outcome.Cdf[^1].Fraction))
                && outcome.Series.All(interval => interval.Cores <= cores + 1e-9 && interval.Cores >= service.Least - 1e-9 && interval.Ready <= interval.Cores + 1e-9)
                && outcome.CoreSeconds >= Math.Max(busy, service.Least * outcome.Seconds) - 1e-6
                && outcome.StandbyCoreSeconds <= outcome.CoreSeconds + 1e-9;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
}
