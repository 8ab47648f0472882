using Berth.Accounting.Jobs;
using Berth.Emulation.Calls;
using Berth.Emulation.World;
using Berth.Learning.Performance;
using Berth.Learning.Performance.Boosting;
using Berth.Learning.Performance.Data;
using Berth.Model;
using Berth.Output;
using Berth.Records;
using Berth.Reports.Building;
using Berth.Simulation.Jobs;

namespace Berth.Verbs;

/// <summary>Calls of functions in a run that measures: the model that says what they take, what each policy gave, and the same in simulation beside it.</summary>
/// <param name="folder">The run's folder.</param>
/// <param name="variants">The experiment.</param>
/// <param name="json">Whether JSON is printed.</param>
/// <param name="world">In which world it runs.</param>
internal sealed class MeasuredCalls(RunFolder folder, IReadOnlyList<Variant> variants, bool json, string world)
{
    private readonly CaseKeeper _keeper = new(folder, variants);
    private readonly List<JobCaseResult> _simulated = [];
    private readonly Dictionary<int, ModelPredictor> _predictors = [];

    /// <summary>What was learned from the profile; null when there was none, or nothing could be learned from it.</summary>
    internal LearnJson? Learned { get; private set; }

    /// <summary>What the run asks for.</summary>
    internal CallHost Host => new(Predictor, Keep);

    /// <summary>Writes the tables and the comparison of the worlds.</summary>
    /// <param name="emulated">An emulated run of the same experiment, which stands beside; null is none.</param>
    internal void Finish(RunFolder? emulated = null)
    {
        if (_simulated.Count == 0)
            return;
        var measured = _simulated.Select(result => _keeper.Find(result.Case)!).ToList();
        _keeper.WriteTables(measured);
        IReadOnlyList<(string, IReadOnlyList<JobCaseResult>)> worlds = emulated is null ? [(world, measured)] : [(WorldsBuilder.Emulation, Beside.Calls(emulated, variants)), (world, measured)];
        JobWorldsFile.Write(folder, JobWorldsBuilder.Compare(variants, _simulated, worlds));
    }

    private ModelPredictor Predictor(int variant, CancellationToken stop) =>
        _predictors[variant] = variants[variant - 1].Experiment.PerformanceModel is { } path ? CallModels.Load(path) : Learn(stop);

    private ModelPredictor Learn(CancellationToken stop)
    {
        var path = Path.Combine(folder.FullPath, CallModels.FileName);
        try
        {
            Learned = LearnVerb.Learn(RunRows.Read(folder), path, [], new(), json, stop);
        }
        catch (Exception exception) when (exception is MissingBoostingException or ArgumentException or IOException)
        {
            throw new EmulationException($"no model was learned: {exception.Message}");
        }
        return CallModels.Load(path);
    }

    private void Keep(JobCase one, JobResult result, double seconds)
    {
        _keeper.Keep(one, result, seconds, log: true);
        var experiment = variants[one.Variant - 1].Experiment;
        _simulated.Add(JobCases.Summarise(one, experiment, new JobWorld(experiment, one.Repetition, _predictors[one.Variant]).Simulate(one), 0));
    }
}
