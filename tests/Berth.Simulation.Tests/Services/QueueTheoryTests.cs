using Berth.Model;
using Berth.Model.Services;
using Berth.Policies.Scaling;
using Berth.Policies.Scaling.Queueing;
using Berth.Simulation.Services;
using static Berth.Simulation.Tests.Services.Setting;

namespace Berth.Simulation.Tests.Services;

public sealed class QueueTheoryTests
{
    private const double Seconds = 60_000, Time = 0.1;

    [Theory]
    [InlineData(1, 5)]
    [InlineData(1, 7)]
    [InlineData(2, 15)]
    [InlineData(3, 24)]
    [InlineData(6, 48)]
    public void A_fixed_number_of_replicas_with_constant_times_is_M_D_c(int replicas, double rate)
    {
        var mean = Simulated(replicas, rate, 0);
        Assert.InRange(mean / (Time + WaitMdc(replicas, rate * Time) * Time), 0.98, 1.02);
    }

    [Theory]
    [InlineData(1, 7, 0.3)]
    [InlineData(1, 8, 0.1)]
    public void One_replica_with_times_that_vary_is_M_G_1(int replicas, double rate, double variation) =>
        Assert.InRange(Simulated(replicas, rate, variation) / (Time + ErlangC.MeanWait(rate, Time, variation, replicas)), 0.98, 1.02);

    [Theory]
    [InlineData(1, 0.7, 7.0 / 6)]
    [InlineData(1, 0.5, 0.5)]
    public void The_waits_of_M_D_1_are_those_of_Pollaczek_and_Khinchine(int replicas, double load, double wait) => Assert.Equal(wait, WaitMdc(replicas, load), 6);

    private static double Simulated(int replicas, double rate, double variation)
    {
        var service = Service(time: Time, most: replicas, variation: variation, queue: 100_000, timeout: 1e6) with
        {
            Load = new(null, new("constant", new(rate), new(rate), new(60)), default, 1, Arrivals.Poisson),
        };
        var policy = ScalingPolicies.Get("fixed");
        return new ServiceSimulation(service, Site(), null, new(service, 7, 1, Seconds), policy).Run(1).MeanSeconds!.Value;
    }

    /// <summary>
    /// Mean wait in service times. What is in service at a moment is gone a service time later, and what waited or came since is there: so the number in the system has
    /// the distribution that this step leaves as it is (Crommelin, 1932). It is stepped until it no longer changes.
    /// </summary>
    private static double WaitMdc(int servers, double load)
    {
        const int most = 400;
        var poisson = new double[most];
        poisson[0] = Math.Exp(-load);
        for (var count = 1; count < most; count++)
            poisson[count] = poisson[count - 1] * load / count;
        var present = new double[most];
        present[0] = 1;
        double before, wait = -1;
        do
        {
            before = wait;
            var next = new double[most];
            for (var count = 0; count < most; count++)
                for (int left = Math.Max(0, count - servers), came = 0; left + came < most && present[count] > 1e-18; came++)
                    next[left + came] += present[count] * poisson[came];
            present = next;
            wait = Enumerable.Range(servers, most - servers).Sum(count => (count - servers) * present[count]) / load;
        }
        while (Math.Abs(wait - before) > 1e-10);
        return wait;
    }
}
