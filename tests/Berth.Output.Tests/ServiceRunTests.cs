using System.Text.Json;
using Berth.Model;
using Berth.Model.Files;
using Berth.Records;
using Berth.Records.Store;
using Berth.Reports.Building;
using Berth.Reports.Tests;
using Berth.Verbs;

namespace Berth.Output.Tests;

/// <summary>What is made of the records of a run that has services and nothing else.</summary>
public sealed class ServiceRunTests : IDisposable
{
    private const string Text = """
        name: who-scales-best
        seed: 7
        continuum: { sites: { edge: { nodes: 1, cpu: 4, memory: 4Gi } } }
        workloads: { camera: { kind: image-classification, source: edge, rate: 5/s } }
        compare: { placement: [local] }
        run: { duration: 10s }
        """;

    private readonly DirectoryInfo _runs = Directory.CreateTempSubdirectory("berth-services-");

    public void Dispose() => _runs.Delete(recursive: true);

    [Fact]
    public void Services_alone_give_a_report_a_summary_and_tables()
    {
        var folder = RunFolder.Create(_runs.FullName, "who-scales-best", Text, TimeProvider.System);
        IReadOnlyList<Variant> variants = [.. Parsed().Select(variant => variant with { Experiment = variant.Experiment with { Workloads = [] } })];
        using (var store = RunStore.Create(folder.Database))
        {
            store.SetMeta(WorldsBuilder.WorldKey, WorldsBuilder.Simulation);
            store.AddVariants(variants);
            var outcomes = SampleServices.Outcomes(1);
            foreach (var (variant, outcome) in outcomes)
                store.AddServiceOutcome(variant, outcome);
            var known = ServiceVariant.Of(variants);
            store.SetMeta(WorldsBuilder.ServiceWorldsKey, ServiceWorldsBuilder.Compare(known, ServiceVariant.Summarise(known, outcomes), (WorldsBuilder.Emulation, ServiceVariant.Summarise(known, outcomes))));
        }

        var output = RunOutput.Write(folder, variants, null, TimeProvider.System);

        Assert.Equal("How many replicas does inference need, and who decides best?", output.Document.Question);
        Assert.StartsWith("inference has the lowest p99 under fixed", output.Document.Answer, StringComparison.Ordinal);
        Assert.Equal(["Simulated in virtual time: these are figures of a model, not measurements."], output.Document.Warnings);
        Assert.Equal(0, output.Json.ExitCode);
        using var summary = JsonDocument.Parse(File.ReadAllText(folder.Summary));
        Assert.Equal(SampleServices.Policies, summary.RootElement.GetProperty("services").EnumerateArray().Select(row => row.GetProperty("scaling").GetString()!));
        Assert.Equal(SampleServices.Policies.Length, summary.RootElement.GetProperty("serviceWorlds").GetArrayLength());
        Assert.Equal(1 + 3 * SampleServices.Policies.Length, File.ReadLines(Path.Combine(folder.Csv, "service_outcomes.csv")).Count());
        Assert.Equal(1 + 3 * SampleServices.Policies.Length * SampleService.Seconds, File.ReadLines(Path.Combine(folder.Csv, "service_intervals.csv")).Count());
        Assert.True(output.ReportProblem is null && File.Exists(folder.Report), output.ReportProblem);
    }

    private static IReadOnlyList<Variant> Parsed()
    {
        var result = ExperimentFile.Parse(Text, ExperimentArgument.Vocabulary, Path.GetTempPath());
        Assert.Empty(result.Errors);
        return result.Variants;
    }
}
