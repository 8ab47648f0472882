using Berth.Learning.Performance.Data;
using Berth.Learning.Performance.Models;
using Berth.Model.Functions;

namespace Berth.Learning.Performance.Sequential;

/// <summary>Chooses executions of one function on sizes: places that fill the space of its parameters, and the corners of it, where a law is told most.</summary>
internal sealed class FunctionDesigner
{
    private const int Places = 64, MostCorners = 64;

    /// <summary>Weight of the prior of the logarithm of the overhead, like those of the law.</summary>
    private const double OverheadPenalty = 0.2;

    /// <summary>An overhead that was not seen is taken as this part of the smallest work.</summary>
    private const double UnseenOverhead = 0.1;

    private readonly FunctionUse _use;
    private readonly IReadOnlyList<KnownSize> _sizes;
    private readonly List<CandidateExecution> _filling;
    private readonly List<CandidateExecution> _candidates;

    internal FunctionDesigner(FunctionUse use, IReadOnlyList<KnownSize> sizes, long seed)
    {
        (_use, _sizes) = (use, sizes);
        var design = new FunctionDesign([use], seed, "candidates");
        var parameters = Enumerable.Range(0, Places).Select(_ => design.Next().Parameters).ToList();
        _filling = [.. parameters.SelectMany(each => sizes.Select(size => new CandidateExecution(use.Function, each, size)))];
        _candidates = [.. _filling, .. Corners().SelectMany(each => sizes.Select(size => new CandidateExecution(use.Function, each, size)))];
    }

    /// <summary>Name of the function.</summary>
    internal string Function => _use.Function;

    /// <summary>Executions before anything is known: the first of the places, on one size after the other.</summary>
    /// <param name="from">How many of them were made before.</param>
    /// <param name="count">How many.</param>
    internal IEnumerable<CandidateExecution> First(int from, int count) =>
        Enumerable.Range(from, count).Select(number => _filling[(number * _sizes.Count + number % _sizes.Count) % _filling.Count]);

    /// <summary>What executions would tell, given those that were made.</summary>
    /// <param name="rows">Executions of the function that know their duration.</param>
    /// <param name="tried">Executions that ended otherwise, or are to be made.</param>
    internal FunctionProspect Look(IReadOnlyList<PerformanceRow> rows, IEnumerable<PerformanceRow> tried)
    {
        var (law, design) = LeftOutErrors.Fit(Function, rows);
        var usual = rows[^1].Parameters;
        var overhead = Math.Max(law.Overhead, UnseenOverhead * design.Rows.Select(row => row[FeatureSchema.Work]).Where(work => work > 0).DefaultIfEmpty(0).Min());
        var variance = new PredictionVariance([.. law.Penalties(), OverheadPenalty]);
        foreach (var row in rows.Concat(tried))
            variance.Add(Terms(row));
        return new(variance, [.. _candidates.Select(candidate => (candidate, Terms(candidate.ToRow(usual))))], _filling.Count);

        double[] Terms(PerformanceRow row)
        {
            var features = design.Schema.Encode(row);
            var terms = new double[law.Width + 1];
            law.Fill(features, terms.AsSpan(0, law.Width));
            terms[^1] = features[FeatureSchema.Work] is > 0 and var work && overhead > 0 ? overhead / (work + overhead) : 0;
            return terms;
        }
    }

    private IEnumerable<IReadOnlyDictionary<string, double>> Corners() => Enumerable.Range(0, Math.Min(MostCorners, 1 << Math.Min(_use.Ranges.Count, 30)))
        .Select(corner => _use.Ranges.Index().ToDictionary(range => range.Item.Name, range => (corner >> range.Index & 1) == 0 ? range.Item.Least : range.Item.Most));
}
