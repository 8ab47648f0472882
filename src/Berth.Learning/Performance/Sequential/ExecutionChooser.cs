using Berth.Learning.Performance.Data;
using Berth.Model.Functions;

namespace Berth.Learning.Performance.Sequential;

/// <summary>
/// A sequential design of experiments for the law <c>physical</c>: first executions that fill the space of parameters and sizes, then, one after the other, the execution that lowers the mean variance of what is predicted
/// over that space most (I-optimality; Box and Draper, <i>A basis for the selection of a response surface design</i>, JASA 54, 1959), times how much the function scatters.
/// The same executions with the same durations give the same choice.
/// </summary>
public sealed class ExecutionChooser
{
    /// <summary>Executions of each function that are made before any is chosen.</summary>
    public const int FirstOfEach = 6;

    private readonly IReadOnlyList<FunctionDesigner> _functions;

    /// <param name="functions">What is executed; weights are not used.</param>
    /// <param name="sizes">Where.</param>
    /// <param name="seed">Seed of the first executions and the candidates.</param>
    public ExecutionChooser(IReadOnlyList<FunctionUse> functions, IReadOnlyList<KnownSize> sizes, long seed) => _functions = [.. functions.Select(use => new FunctionDesigner(use, sizes, seed))];

    /// <summary>The executions to make next.</summary>
    /// <param name="rows">Executions that know their duration.</param>
    /// <param name="failed">Executions that were made and do not.</param>
    /// <param name="functions">Functions that are not known well enough, with their errors.</param>
    /// <param name="count">How many.</param>
    public IReadOnlyList<ChosenExecution> Next(IReadOnlyList<PerformanceRow> rows, IReadOnlyList<PerformanceRow> failed, IReadOnlyList<FunctionError> functions, int count)
    {
        var chosen = new List<ChosenExecution>();
        var prospects = new List<(FunctionProspect Prospect, double Deviation)>();
        foreach (var error in functions)
        {
            var designer = _functions.First(function => function.Function == error.Function);
            var mine = rows.Where(row => row.Function == error.Function).ToList();
            var lost = failed.Where(row => row.Function == error.Function).ToList();
            if (mine.Count < FirstOfEach)
                chosen.AddRange(designer.First(mine.Count + lost.Count, FirstOfEach - mine.Count).Select(candidate => new ChosenExecution(candidate, double.NaN)));
            else
                prospects.Add((designer.Look(mine, lost), error.Deviation));
        }
        while (chosen.Count < count && prospects.Count > 0)
        {
            var (best, from) = prospects.Select(each => (Best: each.Prospect.Best(), From: each)).MaxBy(each => each.Best.Gain * each.From.Deviation * each.From.Deviation);
            from.Prospect.Choose(best.Terms);
            chosen.Add(new(best.Execution, 100 * from.Deviation * Math.Sqrt(best.Variance)));
        }
        return [.. chosen.Take(count)];
    }
}
