using Berth.Accounting.Jobs;
using Berth.Model;
using Berth.Records;
using Berth.Records.Store;
using Berth.Reports.Building;
using Berth.Reports.Document;

namespace Berth.Verbs;

/// <summary>Puts a simulated run beside measured runs of the same experiment.</summary>
internal static class Beside
{
    internal static IReadOnlyList<ReportWorlds> Streams(RunFolder simulated, IReadOnlyList<Variant> variants, params IReadOnlyList<(string World, RunFolder Folder)> measured) =>
        WorldsBuilder.Compare(Results(simulated, variants), [.. measured.Select(each => (each.World, Results(each.Folder, variants)))]);

    internal static IReadOnlyList<ReportServiceWorlds> Services(RunFolder simulated, IReadOnlyList<Variant> variants, params IReadOnlyList<(string World, RunFolder Folder)> measured)
    {
        var services = ServiceVariant.Of(variants);
        return ServiceWorldsBuilder.Compare(services, Summaries(simulated, services), [.. measured.Select(each => (each.World, Summaries(each.Folder, services)))]);
    }

    /// <summary>What policies gave on calls in another run, with the numbers that variants have here.</summary>
    internal static IReadOnlyList<JobCaseResult> Calls(RunFolder measured, IReadOnlyList<Variant> variants)
    {
        var cases = new CaseFolder(measured);
        if (!cases.Exists)
            return [];
        using var reader = RunReader.Open(measured);
        var numbers = WorldRanks.Numbers(reader.Variants(), variants.Select(variant => variant.Label));
        return [.. from each in cases.All() where numbers.ContainsKey(each.Case.Variant) select each with { Case = each.Case with { Variant = numbers[each.Case.Variant] } }];
    }

    private static IReadOnlyList<RunResult> Results(RunFolder folder, IReadOnlyList<Variant> variants)
    {
        using var reader = RunReader.Open(folder);
        return RunResults.Read(reader, variants);
    }

    private static IReadOnlyList<Accounting.Services.ServiceSummary> Summaries(RunFolder folder, IReadOnlyList<ServiceVariant> variants)
    {
        using var reader = RunReader.Open(folder);
        var numbers = WorldRanks.Numbers(reader.Variants(), variants.Select(variant => variant.Label));
        return ServiceVariant.Summarise(variants, [.. from each in reader.ServiceOutcomes() where numbers.ContainsKey(each.Variant) select (numbers[each.Variant], each.Outcome)]);
    }
}
