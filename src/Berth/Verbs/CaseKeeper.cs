using Berth.Accounting.Jobs;
using Berth.Model;
using Berth.Records;
using Berth.Reports.Building;
using Berth.Simulation.Jobs;

namespace Berth.Verbs;

/// <summary>Keeps what jobs gave under one combination of policies after the other, in whatever world.</summary>
internal sealed class CaseKeeper(RunFolder folder, IReadOnlyList<Variant> variants)
{
    private readonly CaseFolder _cases = new(folder);

    /// <summary>What was kept earlier; null when nothing was.</summary>
    internal JobCaseResult? Find(JobCase one) => _cases.Find(one);

    /// <summary>Keeps one, with every job and decision if they are logged.</summary>
    internal void Keep(JobCase one, JobResult result, double seconds, bool log)
    {
        _cases.Add(JobCases.Summarise(one, variants[one.Variant - 1].Experiment, result, seconds));
        if (!log)
            return;
        CaseCsv.WriteJobs(folder.Csv, one, result.Jobs, result.Records, node => result.Nodes[node].Name);
        CaseCsv.WriteDecisions(folder.Csv, one, result.Decisions.Select(decision => (
            decision.Task,
            decision.Node < 0 ? null : result.Nodes[decision.Node].Name,
            decision.Score,
            decision.Moment,
            decision.Why?.Reason ?? (double.IsNaN(decision.Score) ? "" : "the lowest score of the nodes with room"))));
    }

    /// <summary>Writes the tables of all that were kept.</summary>
    internal void WriteTables(IReadOnlyList<JobCaseResult> results) => CaseCsv.Write(folder.Csv, results, [.. JobFigures.All.Select(figure => (figure.Name, figure.Of))]);
}
