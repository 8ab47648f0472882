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

/// <summary>Calls of functions in an emulated run: the model that says what they take, what each policy gave, and the same in simulation beside it.</summary>
internal sealed class EmulatedCalls(RunFolder folder, IReadOnlyList<Variant> variants, bool json)
{
    private readonly CaseKeeper _keeper = new(folder, variants);
    private readonly List<JobCaseResult> _simulated = [];
    private readonly Dictionary<int, ModelPredictor> _predictors = [];

    /// <summary>What was learned from the profile; null when there was none, or nothing could be learned from it.</summary>
    internal LearnJson? Learned { get; private set; }

    /// <summary>What the emulation asks for.</summary>
    internal CallHost Host => new(Predictor, Keep);

    /// <summary>Writes the tables and the comparison of the two worlds.</summary>
    internal void Finish()
    {
        if (_simulated.Count == 0)
            return;
        var emulated = _simulated.Select(result => _keeper.Find(result.Case)!).ToList();
        _keeper.WriteTables(emulated);
        JobWorldsFile.Write(folder, JobWorldsBuilder.Compare(variants, _simulated, (WorldsBuilder.Emulation, emulated)));
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
