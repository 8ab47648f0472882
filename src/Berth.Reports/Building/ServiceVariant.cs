using Berth.Accounting.Services;
using Berth.Model;
using Berth.Model.Services;

namespace Berth.Reports.Building;

/// <summary>What the report of services has to know of a variant.</summary>
/// <param name="Label">Its label; empty without lists.</param>
/// <param name="Services">Its services.</param>
/// <param name="Scalings">Names of the scaling policies to compare, in the order of the file: the first is what others are compared with.</param>
public sealed record ServiceVariant(string Label, IReadOnlyList<Service> Services, IReadOnlyList<string> Scalings)
{
    /// <summary>Of the variants of a file.</summary>
    public static IReadOnlyList<ServiceVariant> Of(IReadOnlyList<Variant> variants) => [.. variants.Select(variant => new ServiceVariant(variant.Label, variant.Experiment.Services, variant.Experiment.Scalings))];

    /// <summary>Sums up the outcomes of a run in the order of its file.</summary>
    /// <param name="variants">The variants in order.</param>
    /// <param name="outcomes">Outcomes with the numbers of their variants, in any order.</param>
    public static IReadOnlyList<ServiceSummary> Summarise(IReadOnlyList<ServiceVariant> variants, IReadOnlyList<(int Variant, ServiceOutcome Outcome)> outcomes) =>
        ServiceSummary.Of(
            [.. outcomes.OrderBy(each => each.Variant).ThenBy(each => Place(variants[each.Variant - 1].Services, service => service.Name == each.Outcome.Service))
                .ThenBy(each => Place(variants[each.Variant - 1].Scalings, scaling => scaling == each.Outcome.Scaling))],
            (variant, name) => variants[variant - 1].Services.FirstOrDefault(service => service.Name == name));

    /// <summary>Place in a list; what it lacks comes last.</summary>
    private static int Place<T>(IReadOnlyList<T> list, Func<T, bool> wanted)
    {
        for (var place = 0; place < list.Count; place++)
            if (wanted(list[place]))
                return place;
        return list.Count;
    }
}
