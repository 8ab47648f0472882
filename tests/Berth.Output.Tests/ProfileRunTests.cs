using Berth.Emulation.Runs;
using Berth.Model.Files;
using Berth.Model.Observations;
using Berth.Records;
using Berth.Records.Store;
using Berth.Verbs;

namespace Berth.Output.Tests;

/// <summary>What is made of the records of a run that has a profile and nothing else.</summary>
public sealed class ProfileRunTests : IDisposable
{
    private const string Text = """
        name: how-long
        continuum: { sites: { small: { tier: edge, cpu: 1m, memory: 1Gi } } }
        profile: { executions: 8, functions: { pi: { num_samples: 1000..5000 }, stress: { input: 100 } } }
        run: { dilation: auto }
        """;

    private readonly DirectoryInfo _runs = Directory.CreateTempSubdirectory("berth-profile-");

    public void Dispose() => _runs.Delete(recursive: true);

    [Fact]
    public void It_asks_how_long_and_says_what_was_executed()
    {
        var read = ExperimentFile.Parse(Text, ExperimentArgument.Vocabulary, Path.GetTempPath());
        Assert.Empty(read.Errors);
        var folder = RunFolder.Create(_runs.FullName, "how-long", Text, TimeProvider.System);
        using (var store = RunStore.Create(folder.Database))
        {
            store.AddVariants(read.Variants);
            store.SetDeployment(new(1, 1, "profile", 1, 1, [], ["small"], 1, 100, null));
            store.AddExecutions(1,
            [
                new(1, "stress", "small", 5, "small", "{}", 1, 2, ExecutionOutcome.Done, 1, 1, 1, 1, "{}"),
                new(2, "pi", "small", 5, "small", "{}", 2, 3, ExecutionOutcome.OutOfMemory, 1, 1, 1, 1, "{}"),
            ]);
        }
        var document = RunOutput.Write(folder, read.Variants, null, TimeProvider.System).Document;
        Assert.Equal("How long does which function take on which size?", document.Question);
        Assert.Equal("2 executions of pi, stress on small were measured, 1 of them came to their end; what is learned from them is in model.html, in the folder of the run.", document.Answer);
    }

    [Fact]
    public void A_world_that_runs_faster_says_so()
    {
        var (factor, reason) = EmulationRun.Dilation(ExperimentFile.Parse(Text, ExperimentArgument.Vocabulary, Path.GetTempPath()).Variants[0].Experiment);
        Assert.Equal(0.25, factor);
        Assert.EndsWith("everything runs 4 times faster and is multiplied back", reason, StringComparison.Ordinal);
    }
}
