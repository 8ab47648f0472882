using Berth.Model.Observations;

namespace Berth.Records.Store;

public sealed partial class RunStore
{
    /// <summary>Adds what the processes of each size may use.</summary>
    public void AddExecutionSizes(IEnumerable<ExecutionSize> sizes) => Insert(Schema.ExecutionSizes, sizes, static (each, row) =>
        (row[0], row[1], row[2], row[3]) = (each.Name, each.Cores, each.MemoryBytes, each.Speed));

    /// <summary>Adds executions, undilated.</summary>
    public void AddExecutions(int deployment, IEnumerable<Execution> executions) => Insert(Schema.Executions, executions, (each, row) =>
    {
        (row[0], row[1], row[2], row[3], row[4]) = (deployment, each.Number, each.Function, each.Node, each.Pid);
        (row[5], row[6], row[7], row[8]) = (each.Size, each.Parameters, each.Start, each.End);
        (row[9], row[10], row[11], row[12]) = (OutcomeText.Of(each.Outcome), each.Work, each.CpuSeconds, each.PeakBytes);
        (row[13], row[14]) = (each.EnergyJoules, each.Result);
    });
}
