using Berth.Emulation.Calls;
using Berth.Model;
using Berth.Model.Observations;

namespace Berth.Emulation.Tests.Calls;

public sealed class CallEnergyTests
{
    private const long Second = 1_000_000_000;

    private static CallRun Run(int call, double start, double end, double used) => new(call, 0, (long)(start * Second), (long)(end * Second), null!, used);

    [Fact]
    public void A_node_draws_its_power_at_what_calls_use_and_its_idle_power_between_them()
    {
        var node = new Node("a-1", new("a", Tier.Edge, 1, new(2), new(1), new(1L << 30), null, null, new([new(10), new(50)]), 2, new(new(360))));
        // 10 s at 10 W, and above it 20 W for 2 s, 40 W for 1 s of both calls, 20 W for 3 s.
        var (reading, charged) = CallEnergy.Of(node, [Run(3, 1, 4, 0.5), Run(7, 3, 7, 0.5)], 10 * Second);
        Assert.Equal(100 + 40 + 40 + 60, reading.Total.Joules, 1e-9);
        Assert.Equal(100, reading.Idle.Joules, 1e-9);
        Assert.Equal((60.0, 80.0), (charged[3].Joules, charged[7].Joules));
        // 360 g/kWh and PUE 2 are 0.2 mg a joule.
        Assert.Equal(240 * 2e-4, reading.Total.Grams, 1e-12);
        Assert.Equal((7.0, 20.0), (reading.BusyCoreSeconds, reading.CoreSeconds));
    }

    [Fact]
    public void A_node_sleeps_while_nothing_runs_there_and_without_power_there_is_no_energy()
    {
        var site = new Site("a", Tier.Edge, 1, new(1), new(1), new(1L << 30), null, null, new([new(10), new(50)]), 1, null, Sleep: new(2));
        var (reading, _) = CallEnergy.Of(new("a-1", site), [Run(0, 0, 3, 1)], 5 * Second);
        Assert.Equal(3 * 50 + 2 * 2, reading.Total.Joules, 1e-9);
        Assert.Equal(3 * 10 + 2 * 2, reading.Idle.Joules, 1e-9);
        Assert.Equal(0, CallEnergy.Of(new("a-1", site with { Power = null }), [Run(0, 0, 3, 1)], 5 * Second).Reading.Total.Joules);
    }
}
