using Berth.Accounting;
using static Berth.Simulation.Tests.Services.Setting;

namespace Berth.Simulation.Tests.Services;

public sealed class ServiceEnergyTests
{
    [Fact]
    public void Nodes_draw_by_what_their_cores_serve_and_sleep_without_a_replica()
    {
        // Half of each second is served: node 1 has 10 W and 30 W by halves, node 2 sleeps at 2 W. A g/kWh is 1/3600000 g/J, PUE is 1.5.
        var outcome = Run(Service(), "5 5", new Script((0, Want(1))), Site(2), CarbonIntensitySeries.Constant(new(360)));
        Assert.Equal(2 * (20 + 2), outcome.Joules!.Value, 9);
        Assert.Equal(44 * 1.5 * 1e-4, outcome.Grams!.Value, 12);
        Assert.Equal(44 / 3.6e6 * 1.5 * 0.3, outcome.Cost!.Value, 15);
    }

    [Fact]
    public void Emissions_follow_the_intensity_of_the_second()
    {
        var steps = CarbonIntensitySeries.Steps([(0, new(360)), (1_000_000_000, new(720))]);
        // The first second has 22 J, the second one without requests 10 + 2 J.
        Assert.Equal((22 + 12 * 2) * 1.5 * 1e-4, Run(Service(), "5 0", new Script((0, Want(1))), Site(2), steps).Grams!.Value, 12);
    }

    [Fact]
    public void Two_cores_of_a_node_share_its_curve()
    {
        // A node of two cores with one busy is at half: 20 W.
        Assert.Equal(20 * 0.5 + 10 * 0.5, Run(Service(time: 0.5), "1", new Script((0, Want(2))), Site(1, 2)).Joules!.Value, 9);
    }

    [Fact]
    public void Without_a_curve_or_a_grid_nothing_is_said()
    {
        Assert.Null(Run(Service(), "1", new Script((0, Want(1)))).Grams);
        var outcome = Run(Service(), "1", new Script((0, Want(1))), Site() with { Power = null }, CarbonIntensitySeries.Constant(new(360)));
        Assert.Equal((null, null, null), (outcome.Joules, outcome.Grams, outcome.Cost));
    }
}
