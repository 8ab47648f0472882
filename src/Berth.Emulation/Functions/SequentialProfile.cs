using System.Globalization;
using Berth.Learning.Performance;
using Berth.Learning.Performance.Data;
using Berth.Learning.Performance.Sequential;
using Berth.Model.Functions;
using Berth.Model.Observations;

namespace Berth.Emulation.Functions;

/// <summary>Makes the executions that tell most, learns after each batch, and ends when every function is known well enough or there are no more.</summary>
/// <param name="functions">What is executed.</param>
/// <param name="target">When it ends.</param>
/// <param name="sizes">Where.</param>
/// <param name="seed">Seed of the choice.</param>
/// <param name="execute">Executes one.</param>
/// <param name="tell">Told how it stands after each batch, and what comes next.</param>
internal sealed class SequentialProfile(
    IReadOnlyList<FunctionUse> functions, ProfileTarget target, IReadOnlyList<ExecutionSize> sizes, long seed, Func<CandidateExecution, Task<Execution>> execute, Action<ProfileState, string> tell)
{
    /// <summary>Executions on each size between two looks.</summary>
    private const int BatchOfEach = 2;

    private readonly ExecutionChooser _chooser = new(functions, [.. sizes.Select(size => new KnownSize(size.Name, size.Cores, size.MemoryBytes, size.Speed))], seed);
    private readonly List<PerformanceRow> _rows = [];
    private readonly List<PerformanceRow> _failed = [];

    private int Made => _rows.Count + _failed.Count;

    /// <summary>Runs it.</summary>
    internal async Task<ProfileState> RunAsync()
    {
        while (true)
        {
            var state = new ProfileState(100 * target.Error, target.Most, Made, LeftOutErrors.Of(functions.Select(use => use.Function), _rows));
            // A model needs some executions even where fewer would do.
            var open = state.Reached && _rows.Count < PerformanceLearner.FewestRows ? state.Functions : state.Open;
            if (open.Count == 0 || Made >= target.Most)
            {
                tell(state, state.Sentence);
                return state;
            }
            var count = Math.Max(BatchOfEach * sizes.Count, ExecutionChooser.FirstOfEach * functions.Count - Made);
            var next = _chooser.Next(_rows, _failed, open, Math.Min(count, target.Most - Made));
            tell(state, $"{(Made == 0 ? "nothing is known" : state.Sentence)}; next: {string.Join("; ", next.Select(Describe))}");
            await Task.WhenAll(next.GroupBy(each => each.Candidate.Size.Name).Select(ExecuteAsync)).ConfigureAwait(false);
        }
    }

    private async Task ExecuteAsync(IGrouping<string, ChosenExecution> onSize)
    {
        var size = sizes.First(each => each.Name == onSize.Key);
        foreach (var (candidate, _) in onSize)
        {
            var execution = await execute(candidate).ConfigureAwait(false);
            lock (_rows)
                if (RunRows.Of(execution, size, out _) is { } row)
                    _rows.Add(row);
                else
                    _failed.Add(candidate.ToRow());
        }
    }

    private static string Describe(ChosenExecution chosen) =>
        $"{chosen.Candidate.Function} {string.Join(" ", chosen.Candidate.Parameters.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value:0.###}")))} on {chosen.Candidate.Size.Name}"
        + (double.IsFinite(chosen.UncertaintyPercent) ? $" (known to {chosen.UncertaintyPercent:0} %)" : "");
}
