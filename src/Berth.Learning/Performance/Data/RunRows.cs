using Berth.Model.Observations;
using Berth.Records;
using Berth.Records.Store;

namespace Berth.Learning.Performance.Data;

/// <summary>Takes the executions out of the folder of a run.</summary>
public static class RunRows
{
    /// <summary>Every execution that was done, with what was known when it started.</summary>
    /// <exception cref="RecordsException">The folder is not that of a run, or its database cannot be read.</exception>
    public static PerformanceData Read(string folder)
    {
        var run = RunFolder.Open(folder);
        using var reader = RunReader.Open(run.Database);
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
                if (Row(execution, sizes, load, initial, out var why) is { } row)
                    rows.Add(row);
                else
                    left[why] = left.GetValueOrDefault(why) + 1;
        }
        return new(rows, [run.Name], [.. left.Select(reason => $"{run.Name}: {reason.Value} executions left out: {reason.Key}")]);
    }

    private static PerformanceRow? Row(Execution execution, Dictionary<string, ExecutionSize> sizes, NodeLoad load, InitialMetrics initial, out string why)
    {
        why = "";
        if (execution.Outcome != ExecutionOutcome.Done)
            why = $"they ended as {execution.Outcome}";
        else if (execution.End <= execution.Start)
            why = "they took no time";
        else if (!sizes.ContainsKey(execution.Size))
            why = $"the run does not say what size '{execution.Size}' is";
        if (why.Length > 0)
            return null;
        IReadOnlyDictionary<string, double> parameters;
        try
        {
            parameters = ParameterJson.Read(execution.Parameters);
        }
        catch (FormatException exception)
        {
            why = exception.Message;
            return null;
        }
        var size = sizes[execution.Size];
        return new()
        {
            Function = execution.Function, Parameters = parameters, Size = size.Name, Cores = size.Cores, MemoryBytes = size.MemoryBytes, Speed = size.Speed,
            Neighbours = load.Others(execution), Initial = initial.At(execution.Node, execution.Pid, execution.Start),
            DurationSeconds = execution.Seconds, CpuSeconds = execution.CpuSeconds, PeakBytes = execution.PeakBytes > 0 ? execution.PeakBytes : double.NaN, EnergyJoules = execution.EnergyJoules,
        };
    }
}
