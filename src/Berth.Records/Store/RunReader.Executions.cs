using Berth.Model.Observations;

namespace Berth.Records.Store;

public sealed partial class RunReader
{
    /// <summary>What the processes of each size could use.</summary>
    public IReadOnlyList<ExecutionSize> ExecutionSizes() => Read(Schema.ExecutionSizes, "", row =>
        new ExecutionSize(row.GetString(0), Number(row, 1), row.GetInt64(2), Number(row, 3)));

    /// <summary>The executions of a deployment.</summary>
    public IReadOnlyList<Execution> Executions(int deployment) => Read(Schema.Executions, Of(deployment), row => new Execution(
        row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetInt32(4), row.GetString(5), row.GetString(6), row.GetInt64(7), row.GetInt64(8),
        OutcomeText.ParseExecution(row.GetString(9)), Number(row, 10), Number(row, 11), row.GetInt64(12), Number(row, 13), row.GetString(14)));
}
