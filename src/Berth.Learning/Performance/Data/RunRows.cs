using Berth.Model.Observations;
using Berth.Records;
using Berth.Records.Store;

namespace Berth.Learning.Performance.Data;

/// <summary>Takes the executions out of the folder of a run.</summary>
public static class RunRows
{
    /// <summary>Every execution that was done, with what was known when it started.</summary>
    /// <exception cref="RecordsException">The folder is not that of a run, or its database cannot be read.</exception>
    public static PerformanceData Read(string folder) => Read(RunFolder.Open(folder));

    /// <summary>The same of a run that is open, with the connection to its records.</summary>
    /// <exception cref="RecordsException">Its database cannot be read.</exception>
    public static PerformanceData Read(RunFolder run)
    {
        using var reader = RunReader.Open(run);
        var sizes = reader.ExecutionSizes().ToDictionary(size => size.Name);
        var rows = new List<PerformanceRow>();
        var left = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var deployment in reader.Deployments().Select(deployment => deployment.Deployment))
        {
            var executions = reader.Executions(deployment);
            if (executions.Count == 0)
                continue;
            var load = new NodeLoad(executions);
            var initial = new InitialMetrics(reader.ProcessSamples(deployment));
            foreach (var execution in executions)
                if (Of(execution, sizes.GetValueOrDefault(execution.Size), out var why) is { } row)
                    rows.Add(row with { Neighbours = load.Others(execution), Initial = initial.At(execution.Node, execution.Pid, execution.Start) });
                else
                    left[why] = left.GetValueOrDefault(why) + 1;
        }
        return new(rows, [run.Name], [.. left.Select(reason => $"{run.Name}: {reason.Value} executions left out: {reason.Key}")]);
    }

    /// <summary>An execution by itself, without what else was known when it started; null for one that cannot be learned from.</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="size">The size that its process had; null where that is not known.</param>
    /// <param name="why">Why it cannot be learned from.</param>
    public static PerformanceRow? Of(Execution execution, ExecutionSize? size, out string why)
    {
        why = execution.Outcome != ExecutionOutcome.Done ? $"they ended as {execution.Outcome}"
            : execution.End <= execution.Start ? "they took no time"
            : size is null ? $"the run does not say what size '{execution.Size}' is"
            : "";
        if (why.Length > 0)
            return null;
        try
        {
            return new()
            {
                Function = execution.Function, Parameters = ParameterJson.Read(execution.Parameters), Size = size!.Name, Cores = size.Cores, MemoryBytes = size.MemoryBytes, Speed = size.Speed,
                DurationSeconds = execution.Seconds, CpuSeconds = execution.CpuSeconds, PeakBytes = execution.PeakBytes > 0 ? execution.PeakBytes : double.NaN, EnergyJoules = execution.EnergyJoules,
            };
        }
        catch (FormatException exception)
        {
            why = exception.Message;
            return null;
        }
    }
}
