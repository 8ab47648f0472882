using Berth.Learning.Performance.Data;

namespace Berth.Learning.Performance.Models;

/// <summary>The law of one function; see <see cref="PhysicalModel"/>.</summary>
/// <param name="Parameters">Places of its parameters that vary and are not the work itself.</param>
/// <param name="Logarithmic">Whether each of them is taken as its logarithm: it was always positive.</param>
/// <param name="Centres">Mean of each of them, which stands for a missing one.</param>
/// <param name="Overhead">Work that it does before the first unit of its work.</param>
/// <param name="WorkCentre">Logarithm of the work that stands for an unknown one.</param>
/// <param name="Weights">Intercept, then the exponents in the order of the formula.</param>
public sealed record PhysicalLaw(int[] Parameters, bool[] Logarithmic, double[] Centres, double Overhead, double WorkCentre, double[] Weights)
{
    /// <summary>Weights of the priors, in units of the variance of what stays unexplained over that of an exponent.</summary>
    private const double PhysicsPenalty = 0.05, NeighbourPenalty = 0.05, ParameterPenalty = 0.2;

    /// <summary>A parameter whose logarithm follows that of the work more closely than this says nothing more.</summary>
    private const double TellsWork = 0.99;

    private const int Physics = 6, LadderSteps = 24, StepsPerDecade = 4, OnStack = 64;

    /// <summary>Number of its terms.</summary>
    internal int Width => Physics + Parameters.Length;

    internal static PhysicalLaw Constant(double mean) => new([], [], [], 0, 0, [mean, 0, 0, 0, 0, 0]);

    internal double Predict(ReadOnlySpan<double> features)
    {
        Span<double> terms = Width <= OnStack ? stackalloc double[Width] : new double[Width];
        Fill(features, terms);
        var sum = 0.0;
        for (var term = 0; term < terms.Length; term++)
            sum += Weights[term] * terms[term];
        return sum;
    }

    /// <summary>What the weights are multiplied by.</summary>
    internal void Fill(ReadOnlySpan<double> features, Span<double> terms)
    {
        var (work, cores) = (features[FeatureSchema.Work], features[FeatureSchema.Cores]);
        terms[0] = 1;
        terms[1] = work > 0 ? Math.Log(work + Overhead) : WorkCentre;
        terms[2] = Math.Log(features[FeatureSchema.Speed]);
        terms[3] = Math.Log(Math.Min(cores, 1));
        terms[4] = Math.Log(Math.Max(cores, 1));
        terms[5] = Math.Log(1 + features[FeatureSchema.Neighbours]);
        for (var at = 0; at < Parameters.Length; at++)
            terms[Physics + at] = Taken(features[Parameters[at]], at);
    }

    /// <summary>Weight of the prior of each term; the intercept has none.</summary>
    internal double[] Penalties()
    {
        var penalties = new double[Width];
        for (var term = 1; term < penalties.Length; term++)
            penalties[term] = term == Physics - 1 ? NeighbourPenalty : term < Physics ? PhysicsPenalty : ParameterPenalty;
        return penalties;
    }

    internal bool Sound(int features) =>
        Parameters is not null && Logarithmic is not null && Centres is not null && Weights is not null
        && Parameters.All(column => column >= 0 && column < features) && Logarithmic.Length == Parameters.Length && Centres.Length == Parameters.Length && Weights.Length == Physics + Parameters.Length
        && Weights.All(double.IsFinite) && Centres.All(double.IsFinite) && double.IsFinite(WorkCentre) && Overhead >= 0 && double.IsFinite(Overhead) && features >= FeatureSchema.Common;

    /// <summary>Fits the law to the rows of one function.</summary>
    internal static PhysicalLaw Fit(Design design, string function)
    {
        var works = design.Rows.Select(row => row[FeatureSchema.Work]).Where(work => work > 0).ToList();
        var workCentre = works.Count > 0 ? works.Average(Math.Log) : 0;
        var parameters = Enumerable.Range(0, design.Schema.Features.Count).Where(column => design.Schema.Features[column] is { Kind: FeatureKind.Parameter, Informative: true } feature
            && feature.Function == function && !TellsTheWork(design, column)).ToArray();
        var logarithmic = Array.ConvertAll(parameters, column => !design.Schema.Features[column].IsChoice && design.Schema.Features[column].Least > 0);
        var law = new PhysicalLaw(parameters, logarithmic, new double[parameters.Length], 0, workCentre, []);
        law = law with { Centres = [.. parameters.Select((column, at) => design.Rows.Select(row => law.Raw(row[column], at)).Where(double.IsFinite).DefaultIfEmpty(0).Average())] };
        var best = law.With(design, 0);
        if (works.Count < 3 || works.Max() <= works.Min())
            return best.Law;
        var ladder = Enumerable.Range(0, LadderSteps).Select(step => works.Min() * Math.Pow(10, (double)step / StepsPerDecade - 1.5)).Where(overhead => overhead < works.Max());
        foreach (var overhead in ladder)
            if (law.With(design, overhead) is var next && next.Loss < best.Loss * (1 - 1e-6))
                best = next;
        return best.Law;
    }

    private (PhysicalLaw Law, double Loss) With(Design design, double overhead)
    {
        var law = this with { Overhead = overhead };
        var (penalties, prior) = (Penalties(), new double[Width]);
        (prior[1], prior[2], prior[3]) = (design.Target.WorkExponent, design.Target.SpeedExponent, design.Target.CoresExponent);
        var rows = new double[design.Count][];
        for (var index = 0; index < rows.Length; index++)
            law.Fill(design.Rows[index], rows[index] = new double[Width]);
        var weights = RidgeSolver.Solve(rows, design.Logs, penalties, prior);
        var loss = 0.0;
        for (var index = 0; index < rows.Length; index++)
        {
            var error = design.Logs[index];
            for (var term = 0; term < Width; term++)
                error -= weights[term] * rows[index][term];
            loss += error * error;
        }
        for (var term = 1; term < Width; term++)
            loss += penalties[term] * (weights[term] - prior[term]) * (weights[term] - prior[term]);
        return (law with { Weights = weights }, loss);
    }

    private double Taken(double value, int at) => (Raw(value, at) is var raw && double.IsFinite(raw) ? raw : Centres[at]) - Centres[at];

    private double Raw(double value, int at) => Logarithmic[at] ? value > 0 ? Math.Log(value) : double.NaN : double.IsNaN(value) ? value : Math.CopySign(Math.Log(1 + Math.Abs(value)), value);

    private static bool TellsTheWork(Design design, int column)
    {
        var pairs = design.Rows.Select(row => (X: Math.Log(row[column]), Y: Math.Log(row[FeatureSchema.Work]))).Where(pair => double.IsFinite(pair.X) && double.IsFinite(pair.Y)).ToList();
        if (pairs.Count < 3)
            return false;
        var (x, y) = (pairs.Average(pair => pair.X), pairs.Average(pair => pair.Y));
        var (xx, yy, xy) = (pairs.Sum(pair => (pair.X - x) * (pair.X - x)), pairs.Sum(pair => (pair.Y - y) * (pair.Y - y)), pairs.Sum(pair => (pair.X - x) * (pair.Y - y)));
        return xx > 0 && yy > 0 && Math.Abs(xy) / Math.Sqrt(xx * yy) > TellsWork;
    }
}
