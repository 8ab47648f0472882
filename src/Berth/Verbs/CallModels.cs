using Berth.Learning.Performance;
using Berth.Learning.Performance.Files;
using Berth.Model;
using Berth.Records;

namespace Berth.Verbs;

/// <summary>Which model of performance says what calls of functions take.</summary>
internal static class CallModels
{
    /// <summary>Name of the model in the folder of the run that learned it.</summary>
    internal const string FileName = "model.json";

    /// <summary>The model of an option, else of the file, else of the emulated run that stands beside; null where there are no calls, or no model.</summary>
    /// <exception cref="ModelFileException">It cannot be used.</exception>
    internal static ModelPredictor? Find(Experiment experiment, string? option, RunFolder? emulated)
    {
        if (experiment.Jobs.All(jobs => jobs.Calls is null))
            return null;
        var learned = emulated is null ? null : Path.Combine(emulated.FullPath, FileName);
        return (option ?? experiment.PerformanceModel ?? (File.Exists(learned) ? learned : null)) is { } path ? Load(path) : null;
    }

    /// <summary>A model of a file.</summary>
    /// <exception cref="ModelFileException">It cannot be used.</exception>
    internal static ModelPredictor Load(string path) => new(ModelFile.Load(path));
}
