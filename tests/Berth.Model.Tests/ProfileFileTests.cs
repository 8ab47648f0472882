using Berth.Model.Files;
using Berth.Model.Functions;

namespace Berth.Model.Tests;

public sealed class ProfileFileTests
{
    private const string Good = """
        name: profile
        seed: 7
        continuum: { sites: { small: { tier: edge, cpu: 100m, memory: 1Gi }, large: { tier: cloud, cpu: 1, memory: 4Gi } } }
        profile:
          executions: 20
          functions:
            pi: { num_samples: 1000..100000, weight: 2 }
        run: { dilation: auto }
        """;

    private static ReadResult Read(string text) => ExperimentFile.Parse(text, ExperimentFileTests.Vocabulary, AppContext.BaseDirectory);

    [Fact]
    public void A_profile_needs_nothing_to_compare()
    {
        var profile = Assert.Single(Read(Good).Variants).Experiment.Profile!;
        Assert.Equal(20, profile.Executions);
        var use = Assert.Single(profile.Functions);
        Assert.Equal(("pi", 2, new ParameterRange("num_samples", 1000, 100000, true)), (use.Function, use.Weight, Assert.Single(use.Ranges)));
    }

    [Theory]
    [InlineData("pi: {", "po: {", "there is no function 'po'", "pi")]
    [InlineData("1000..100000", "100000..1000", "a range such as 1000..50000", "num_samples")]
    [InlineData("1000..100000", "0..1000", "it must be from 1 to 1000000000", "num_samples")]
    [InlineData("num_samples:", "num_sample:", "num_sample", "num_samples")]
    [InlineData("dilation: auto", "world: simulation", "a profile is measured", "world: emulation")]
    public void What_is_wrong_is_told_once(string from, string to, params string[] parts)
    {
        var error = Assert.Single(Read(Good.Replace(from, to, StringComparison.Ordinal)).Errors);
        Assert.All(parts, part => Assert.Contains(part, error.Format("f"), StringComparison.Ordinal));
    }

    [Fact]
    public void A_design_fills_its_ranges_evenly_and_takes_functions_by_weight()
    {
        FunctionUse[] uses = [new("pi", 3, [new("num_samples", 1, 10000, true), new("noise", 0, 1, false)]), new("stress", 1, [])];
        var (first, again) = (new FunctionDesign(uses, 7, "a"), new FunctionDesign(uses, 7, "a"));
        var points = Enumerable.Range(0, 400).Select(_ => first.Next()).ToList();
        Assert.All(points, point =>
        {
            var other = again.Next();
            Assert.Equal(point.Function, other.Function);
            Assert.Equal(point.Parameters, other.Parameters);
        });
        var pi = points.Where(point => point.Function == "pi").Select(point => point.Parameters).ToList();
        Assert.Equal(300, pi.Count);
        Assert.All(pi, each => Assert.InRange(each["num_samples"], 1, 10000));
        // Each cell of four by four, in logarithms and evenly, has its share of the points.
        var cells = pi.GroupBy(each => ((int)Math.Min(3, Math.Log10(each["num_samples"])), (int)(each["noise"] * 4))).Select(cell => cell.Count()).ToList();
        Assert.Equal(16, cells.Count);
        Assert.All(cells, count => Assert.InRange(count, 9, 30));
        Assert.NotEqual(points[0].Parameters, new FunctionDesign(uses, 8, "a").Next().Parameters);
    }
}
