using System.Globalization;
using Berth.Model;
using Berth.Model.Jobs;
using Berth.Policies.Shifting;
using static Berth.Policies.Tests.Shifting.Plans;

namespace Berth.Policies.Tests.Shifting;

public sealed class CarbonScalerTests
{
    private static readonly IShiftingPolicy Policy = ShiftingPolicies.Get("carbon-scaler");
    private static readonly ScalingProfile[] Concave =
    [
        Profile((1, 10)), Profile((1, 10), (2, 20)), Profile((1, 10), (1.8, 20), (2.4, 30)),
        Profile((10, 50), (18, 100), (25, 150), (29, 200)), Profile((3, 7), (5, 13), (6, 18), (6.5, 25)),
    ];

    [Fact]
    public void It_takes_servers_by_work_for_each_gram()
    {
        // Marginal work for each watt: 0.1 with the first server, 0.08 with the second. 100: 1/1000, 0.8/1000; 200: 1/2000, 0.8/2000; 300: 1/3000.
        var schedule = Policy.Plan(Request(2.3, 3, [300, 100, 200], profile: Profile((1, 10), (1.8, 20))));
        Assert.Equal([new(Hour, 2 * Hour, 2), new(2 * Hour, long.MaxValue, 1)], schedule.Segments);
        Assert.Equal("1 to 2 servers in 2 pieces before it is due in 3 h: 45.8 % of what 2 servers at once would emit", schedule.Reason);
    }

    [Fact]
    public void Only_the_needed_part_of_the_last_server_is_taken()
    {
        var request = Request(2.4, 3, [300, 100, 200], profile: Profile((1, 10), (1.8, 20)));
        // 1.8 of the second hour and 0.6 of the third, right after it.
        Assert.Equal(2 * Hour + (long)(0.6 * Hour), Run(request, Policy.Plan(request))[^1].End);
        Assert.Equal(2000 + 1200, Emissions(request, Policy.Plan(request)), 1e-6);
    }

    [Fact]
    public void All_servers_start_at_once_when_even_they_are_too_late()
    {
        var schedule = Policy.Plan(Request(4, 2, [300, 100, 200], profile: Profile((1, 10), (1.8, 20))));
        Assert.Equal([new(0, long.MaxValue, 2)], schedule.Segments);
        Assert.Contains("too late", schedule.Reason);
    }

    /// <summary>One to eight slots of three intensities, one to four servers, nine lengths. The order of the slots does not matter: every choice of how many have which is met once.</summary>
    [Fact]
    public void It_equals_brute_force_on_every_instance_of_a_grid()
    {
        var random = new RandomStream(1, "order");
        foreach (var profile in Concave)
            for (var slots = 1; slots <= 8; slots++)
                for (var low = 0; low <= slots; low++)
                    for (var middle = 0; middle <= slots - low; middle++)
                    {
                        double[] intensities = [.. Enumerable.Range(0, slots).Select(slot => slot < low ? 100.0 : slot < low + middle ? 170 : 300).OrderBy(_ => random.NextDouble())];
                        for (var tenths = 1; tenths < 10; tenths++)
                            Check(Request(tenths / 10.0 * slots * profile.Speedup(profile.MaxServers), slots, intensities, profile: profile));
                    }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_equals_brute_force_with_up_to_eight_slots_and_four_servers(bool interruptible)
    {
        var random = new RandomStream(3, $"scaler {interruptible}");
        for (var round = 0; round < 60; round++)
        {
            var slots = round % 10 == 0 ? 8 : 3 + random.NextInt(4);
            var profile = Concave[random.NextInt(Concave.Length)];
            var now = random.NextInt(4) / 4.0;
            var most = (slots - now) * profile.Speedup(profile.MaxServers);
            Check(Request(most * (0.02 + 0.97 * random.NextDouble()), slots - random.NextInt(2) * 0.3 * (1 - now), Intensities(random, slots), interruptible, profile, now));
        }
    }

    [Fact]
    public void It_equals_brute_force_for_the_published_profile()
    {
        var path = TestData.Find("profiles", "nbody100k.csv");
        Assert.SkipWhen(path is null, "needs ../shared/data/profiles/nbody100k.csv beside the repository");
        var points = File.ReadLines(path!).Skip(2).Where(line => line.Length > 0).Select(line => line.Split(',')).Select(row => (double.Parse(row[1], CultureInfo.InvariantCulture), double.Parse(row[2], CultureInfo.InvariantCulture))).ToArray();
        Assert.Equal(7, points.Length);
        var random = new RandomStream(4, "nbody");
        for (var round = 0; round < 40; round++)
        {
            var slots = round % 10 == 0 ? 8 : 3 + random.NextInt(4);
            var profile = Profile(points[..(2 + random.NextInt(3))]);
            Check(Request(slots * profile.Speedup(profile.MaxServers) * (0.02 + 0.97 * random.NextDouble()), slots, Intensities(random, slots), profile: profile));
        }
    }

    private static void Check(ShiftRequest request)
    {
        var slots = new List<(long, long)>();
        for (var start = request.Now; start < request.Deadline; start = (start / Hour + 1) * Hour)
            slots.Add((start, Math.Min((start / Hour + 1) * Hour, request.Deadline)));
        var least = MixtureBruteForce.Least(request, slots);
        var schedule = Policy.Plan(request);
        var run = Run(request, schedule);
        if (double.IsInfinity(least))
        {
            Assert.Contains("too late", schedule.Reason);
            return;
        }
        Assert.True(run[^1].End <= request.Deadline, $"ends {(run[^1].End - request.Deadline) * 1e-9} s late");
        Assert.Equal(least, Emissions(request, schedule), 1e-6 * least);
        if (!request.Interruptible)
            Assert.All(Enumerable.Range(1, run.Count - 1), at => Assert.Equal(run[at - 1].End, run[at].Start));
    }
}
