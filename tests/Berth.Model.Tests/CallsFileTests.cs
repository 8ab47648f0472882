using Berth.Model.Files;

namespace Berth.Model.Tests;

public sealed class CallsFileTests
{
    private const string Good = """
        name: calls
        continuum: { sites: { edge: { nodes: 2, cpu: 1, share: 0.5, memory: 1Gi } } }
        profile: { functions: { pi: { num_samples: 1000..100000 } } }
        jobs:
          requests: { calls: { functions: { pi: { num_samples: 2000..9000, weight: 2 } }, rate: 0.5/s, count: 12 }, deadline: 9s }
        compare: { placement: [local] }
        run: { world: emulation }
        """;

    private static ReadResult Read(string text) => ExperimentFile.Parse(text, ExperimentFileTests.Vocabulary, AppContext.BaseDirectory);

    [Fact]
    public void Calls_are_read_and_the_emulation_runs_them()
    {
        var read = Read(Good);
        Assert.Empty(read.Errors.Select(error => error.Format("f")));
        var jobs = Assert.Single(Assert.Single(read.Variants).Experiment.Jobs);
        Assert.Equal((0.5, 12, 9.0), (jobs.Calls!.Rate.PerSecond, jobs.Calls.Count, jobs.Deadline!.Value.Seconds));
        var use = Assert.Single(jobs.Calls.Functions);
        Assert.Equal(("pi", 2.0, 2000.0, 9000.0), (use.Function, use.Weight, use.Ranges[0].Least, use.Ranges[0].Most));
        Assert.Null(read.Variants[0].Experiment.PerformanceModel);
    }

    [Theory]
    [InlineData("deadline: 9s", "slack: 9s", "calls have no 'slack'", "deadline")]
    [InlineData("deadline: 9s", "interruptible: true", "calls have no 'interruptible'")]
    [InlineData("deadline: 9s", "generate: { rate: 1/s, count: 2 }", "the jobs are given twice", "trace, generate, calls")]
    [InlineData("rate: 0.5/s", "rate: 0/s", "it must be above 0")]
    [InlineData("num_samples: 2000..9000, weight: 2", "weight: 2", "requests does not say 'num_samples' of pi, which the profile varies", "1000..100000")]
    [InlineData("num_samples: 1000..100000", "num_samples: 1000", "requests asks for 'num_samples' of pi, which the profile does not vary", "2000..9000")]
    [InlineData("profile: { functions: { pi: { num_samples: 1000..100000 } } }", "", "nothing says how long a call takes", "performance: { model: model.json }")]
    [InlineData("profile:", "performance: { model: no.json }\nprofile:", "there is no file", "no.json")]
    [InlineData("cpu: 1,", "cpu: 500m,", "a call needs a whole core, and no node has one", "share")]
    [InlineData("placement: [local]", "placement: [local], shifting: [later]", "the emulation runs calls as soon as there is room", "now")]
    public void What_is_wrong_is_told_once(string from, string to, params string[] parts)
    {
        var error = Assert.Single(Read(Good.Replace(from, to, StringComparison.Ordinal)).Errors);
        Assert.All(parts, part => Assert.Contains(part, error.Format("f"), StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_of_performance_stands_instead_of_a_profile_and_needs_calls()
    {
        var named = Good.Replace("profile: { functions: { pi: { num_samples: 1000..100000 } } }", "performance: { model: Berth.Model.Tests.dll }", StringComparison.Ordinal);
        Assert.Equal(Path.Combine(AppContext.BaseDirectory, "Berth.Model.Tests.dll"), Assert.Single(Read(named).Variants).Experiment.PerformanceModel);
        var alone = Good[..Good.IndexOf("jobs:", StringComparison.Ordinal)] + "performance: { model: Berth.Model.Tests.dll }\nrun: {}";
        Assert.Contains("there are no calls whose performance", Assert.Single(Read(alone).Errors).Message, StringComparison.Ordinal);
    }
}
