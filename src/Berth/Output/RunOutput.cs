using Berth.Model;
using Berth.Records;
using Berth.Records.Store;
using Berth.Reports;
using Berth.Reports.Building;
using Berth.Reports.Document;
using Berth.Simulation.Jobs;
using Berth.Verbs;

namespace Berth.Output;

/// <summary>What a run leaves for people and programs: the report, the CSV exports, the summary.</summary>
internal sealed record RunOutput(ReportDocument Document, RunJson Json, string? ReportProblem)
{
    /// <summary>Writes everything into the run's folder. Without an outcome the run is an earlier one, judged by its records.</summary>
    internal static RunOutput Write(RunFolder folder, IReadOnlyList<Variant> variants, RunOutcome? outcome, TimeProvider time)
    {
        using var reader = RunReader.Open(folder);
        var results = RunResults.Read(reader, variants);
        var document = new ReportBuilder(reader, variants, results, time).Build(File.ReadAllText(folder.Experiment), MachineFacts.Read(), folder.Name);
        if (Jobs(folder, variants) is { } jobs)
            document = WithJobs(document, jobs, variants);
        (document, var promises) = Services(reader, ServiceVariant.Of(variants), document);
        document = ProfileAnswer.With(document, reader, variants);
        string? problem = null;
        try
        {
            ReportWriter.Write(document, folder.Report);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            problem = $"{exception.Message.TrimEnd('.')}; make room for it, then run: berth report {folder.FullPath}";
        }
        CsvExport.Write(reader, folder.Csv);
        var failures = outcome?.Failures ?? [.. document.Events.Where(each => each.Kind == "failure").Select(each => each.Text)];
        IReadOnlyList<string> broken = [.. failures, .. Answer.BrokenPromises(results), .. promises];
        var enforced = variants.Any(variant => variant.Experiment.Run.SelfCheck == SelfCheck.Enforce);
        var failedChecks = document.Checks.Count(check => !check.Passed);
        var interrupted = outcome?.Interrupted ?? document.Events.Any(each => each.Kind == "interrupted");
        var missed = interrupted || broken.Count > 0 || enforced && failedChecks > 0;
        var json = new RunJson(
            document.Title,
            document.Answer,
            missed ? ExitCodes.Missed : problem is null ? ExitCodes.Done : ExitCodes.MachineLacks,
            interrupted,
            folder.FullPath,
            folder.Report,
            document.Dilation.Factor,
            document.Checks.Count,
            failedChecks,
            broken,
            [.. document.Rows.Select(ResultJson.Of)],
            [.. document.Jobs?.Rows.Select(JobRowJson.Of) ?? []],
            Unschedulable(folder),
            document.Jobs?.Bounds ?? [],
            document.Worlds,
            [.. document.Services?.Rows.Select(row => ServiceJson.Of(row, document.Services)) ?? []],
            document.Services?.Worlds ?? [],
            document.Jobs?.Worlds ?? [],
            [.. ProfileAnswer.States(reader, variants).Select(ProfileJson.Of)]);
        folder.Write(folder.Summary, JsonOutput.Text(json));
        return new(document, json, problem);
    }

    private static ReportJobs? Jobs(RunFolder folder, IReadOnlyList<Variant> variants)
    {
        var cases = new CaseFolder(folder);
        if (!cases.Exists)
            return null;
        var order = JobCases.Of(variants, 1);
        var results = cases.All().OrderBy(result => order.IndexOf(result.Case with { Repetition = 1 })).ThenBy(result => result.Case.Repetition);
        var bounds = BoundsFile.Read(folder).Select(bound => new ReportBound(variants[bound.Variant - 1].Label, bound.Figure, bound.Value, bound.Method));
        return new JobsBuilder(variants, [.. results], [.. bounds]).Build(JobWorldsFile.Read(folder));
    }

    /// <summary>The document with its services, if it has any, and the promises that they broke.</summary>
    private static (ReportDocument Document, IReadOnlyList<string> Broken) Services(RunReader reader, IReadOnlyList<ServiceVariant> variants, ReportDocument document)
    {
        var summaries = ServiceVariant.Summarise(variants, reader.ServiceOutcomes());
        if (summaries.Count == 0)
            return (document, []);
        var services = new ServicesBuilder(variants, summaries).Build(reader.Meta<ReportServiceWorlds[]>(WorldsBuilder.ServiceWorldsKey) ?? []);
        var broken = ServiceAnswer.BrokenPromises(variants, summaries);
        return (ServiceAnswer.AddTo(document, services, ServiceAnswer.Sentence(variants, summaries), broken), broken);
    }

    /// <summary>Some of the jobs that no node could ever run, and why. That depends on nodes and jobs alone, so equal ones of many simulations are one.</summary>
    private static IReadOnlyList<string> Unschedulable(RunFolder folder)
    {
        var cases = new CaseFolder(folder);
        return cases.Exists ? [.. cases.All().SelectMany(result => result.Unschedulable).Distinct()] : [];
    }

    private static ReportDocument WithJobs(ReportDocument document, ReportJobs jobs, IReadOnlyList<Variant> variants)
    {
        var answer = JobAnswer.Sentence(jobs);
        return variants.Any(variant => variant.Experiment.Workloads.Count > 0)
            ? document with { Jobs = jobs, Answer = $"{document.Answer} {answer}", Warnings = [.. document.Warnings, "Streams and jobs ran apart: they did not compete for the nodes."] }
            : document with { Jobs = jobs, Question = jobs.Question, Answer = answer };
    }
}
