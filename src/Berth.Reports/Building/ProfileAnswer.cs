using Berth.Emulation.Functions;
using Berth.Learning.Performance.Sequential;
using Berth.Model;
using Berth.Model.Observations;
using Berth.Records.Store;
using Berth.Reports.Document;

namespace Berth.Reports.Building;

/// <summary>The question and the answer of a profile.</summary>
public static class ProfileAnswer
{
    /// <summary>The document with what its profiles gave; as it was where there is none, or nothing was executed.</summary>
    public static ReportDocument With(ReportDocument document, RunReader reader, IReadOnlyList<Variant> variants)
    {
        if (variants.All(variant => variant.Experiment.Profile is null))
            return document;
        var executions = reader.Deployments().Where(deployment => deployment.Placement == ProfileExecution.Name).SelectMany(deployment => reader.Executions(deployment.Deployment)).ToList();
        if (executions.Count == 0)
            return document;
        var sentence = $"{executions.Count} executions of {Names(executions.Select(execution => execution.Function))} on {Names(executions.Select(execution => execution.Size))} were measured, "
            + $"{executions.Count(execution => execution.Outcome == ExecutionOutcome.Done)} of them came to their end{string.Concat(States(reader, variants).Select(state => $". {state.Sentence}"))}; what is learned from them is in model.html, in the folder of the run.";
        return variants.Any(variant => variant.Experiment.Workloads.Count + variant.Experiment.Jobs.Count > 0)
            ? document with { Answer = $"{document.Answer} {sentence}".TrimStart() }
            : document with { Question = "How long does which function take on which size?", Answer = sentence };
    }

    /// <summary>How well the profiles whose executions were chosen know their functions.</summary>
    public static IEnumerable<ProfileState> States(RunReader reader, IReadOnlyList<Variant> variants) =>
        Enumerable.Range(1, variants.Count).Select(variant => reader.Meta<ProfileState>(ProfileState.Key(variant))).OfType<ProfileState>();

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Distinct().Order(StringComparer.Ordinal));
}
