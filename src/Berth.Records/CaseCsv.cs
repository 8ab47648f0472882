using System.Globalization;
using Berth.Accounting.Jobs;
using Berth.Model.Jobs;
using Berth.Model.Observations;

namespace Berth.Records;

/// <summary>A comparison as CSV: figures of every simulation, of its nodes, of its sites by hour, its jobs and its decisions.</summary>
public static class CaseCsv
{
    private const string CaseColumns = "variant,placement,shifting,forecast,repetition";

    /// <summary>Writes <c>kpis.csv</c>, <c>nodes.csv</c> and <c>hours.csv</c> of all simulations.</summary>
    /// <param name="folder">Folder; made when missing.</param>
    /// <param name="results">The simulations.</param>
    /// <param name="figures">Name and value of every figure.</param>
    public static void Write(string folder, IReadOnlyList<JobCaseResult> results, IReadOnlyList<(string Name, Func<JobKpis, double?> Of)> figures)
    {
        Directory.CreateDirectory(folder);
        WriteFile(folder, "kpis.csv", $"{CaseColumns},{string.Join(',', figures.Select(figure => figure.Name))}", results.Select(result =>
            $"{Of(result.Case)},{string.Join(',', figures.Select(figure => Number(figure.Of(result.Kpis))))}"));
        WriteFile(folder, "nodes.csv", $"{CaseColumns},node,site,energy_j,carbon_g,idle_energy_j,busy_core_s,core_s", results.SelectMany(result => result.Nodes.Select(node =>
            $"{Of(result.Case)},{Text(node.Name)},{Text(node.Site)},{Number(node.Total.Joules)},{Number(node.Total.Grams)},{Number(node.Idle.Joules)},{Number(node.BusyCoreSeconds)},{Number(node.CoreSeconds)}")));
        WriteFile(folder, "hours.csv", $"{CaseColumns},site,end_s,energy_j,carbon_g,busy_core_s", results.SelectMany(result => result.Hours.Select(hour =>
            $"{Of(result.Case)},{Text(result.Sites[hour.Site])},{Number(hour.Moment / 1e9)},{Number(hour.Total.Joules)},{Number(hour.Total.Grams)},{Number(hour.BusyCoreSeconds)}")));
    }

    /// <summary>Writes <c>jobs-CASE.csv</c>: what became of every job.</summary>
    public static void WriteJobs(string folder, JobCase one, IReadOnlyList<Job> jobs, IReadOnlyList<JobRecord> records, Func<int, string> node)
    {
        Directory.CreateDirectory(folder);
        WriteFile(folder, $"jobs-{one.Key}.csv", "job,outcome,node,arrival_s,start_s,end_s,run_s,core_s,restarts,missed,energy_j,carbon_g", jobs.Zip(records, (job, record) =>
            $"{Text(job.Name)},{record.Outcome.ToString().ToLowerInvariant()},{(record.Node < 0 ? "" : Text(node(record.Node)))},{Moment(record.Arrival)},{Moment(record.Start)},{Moment(record.End)},{Number(record.RunSeconds)},{Number(record.CoreSeconds)},{record.Restarts},{(record.Missed ? 1 : 0)},{Number(record.Used.Joules)},{Number(record.Used.Grams)}"));
    }

    /// <summary>Writes <c>decisions-CASE.csv</c>, the decision log: job, node, strategy, score, moment of virtual time, reason.</summary>
    public static void WriteDecisions(string folder, JobCase one, IEnumerable<(string Job, string? Node, double Score, long Moment, string Reason)> decisions)
    {
        Directory.CreateDirectory(folder);
        WriteFile(folder, $"decisions-{one.Key}.csv", "JobID,AssignedNode,Strategy,CIscore,Timestamp,Reason", decisions.Select(decision =>
            $"{Text(decision.Job)},{Text(decision.Node ?? "")},{Text(one.Placement)},{Number(decision.Score)},{Moment(decision.Moment)},{Text(decision.Reason)}"));
    }

    private static string Of(JobCase one) => $"{one.Variant},{one.Placement},{one.Shifting},{one.Forecast},{one.Repetition}";

    private static string Moment(long nanoseconds) => nanoseconds < 0 ? "" : Number(nanoseconds / 1e9);

    private static string Number(double? value) => value is { } number && double.IsFinite(number) ? number.ToString(CultureInfo.InvariantCulture) : "";

    private static string Text(string text) => text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static void WriteFile(string folder, string name, string header, IEnumerable<string> lines) =>
        RecordsFailure.Translate("write", Path.Combine(folder, name), () =>
        {
            using var file = new StreamWriter(Path.Combine(folder, name)) { NewLine = "\n" };
            file.WriteLine(header);
            foreach (var line in lines)
                file.WriteLine(line);
        });
}
