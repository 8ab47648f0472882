using System.Data.Common;
using Berth.Accounting.Services;
using Berth.Accounting.Statistics;

namespace Berth.Records.Store;

public sealed partial class RunReader
{
    /// <summary>What every repetition of every service under every scaling policy gave, with the number of its variant, in the order in which they were written.</summary>
    public IReadOnlyList<(int Variant, ServiceOutcome Outcome)> ServiceOutcomes()
    {
        var series = Read(Schema.ServiceIntervals, "", row => (Key: Key(row), Value: new ServiceInterval(
            Number(row, 4), Number(row, 5), Number(row, 6), Number(row, 7), row.GetInt32(8), Number(row, 9), Number(row, 10), Known(row, 11), row.GetInt64(12)))).ToLookup(each => each.Key, each => each.Value);
        var steps = Read(Schema.ScalingDecisions, "", row => (Key: Key(row), Value: new ScalingStep(
            Number(row, 4), row.GetInt32(5), row.GetInt32(6), row.GetString(7), RecordJson.Read<IReadOnlyDictionary<string, double>>(row.GetString(8))))).ToLookup(each => each.Key, each => each.Value);
        return Read(Schema.ServiceOutcomes, "", row => (row.GetInt32(0), new ServiceOutcome(
            row.GetString(1), row.GetString(2), row.GetInt32(3), Number(row, 4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7), row.GetInt64(8),
            Known(row, 9), Known(row, 10), Known(row, 11), Known(row, 12), Known(row, 13), Number(row, 14), Number(row, 15), row.GetInt32(16),
            Known(row, 17), Known(row, 18), Known(row, 19), RecordJson.Read<IReadOnlyList<CdfPoint>>(row.GetString(20)), [.. series[Key(row)]], [.. steps[Key(row)]])));
    }

    private static (int Variant, string Service, string Scaling, int Repetition) Key(DbDataReader row) => (row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetInt32(3));

    private static double? Known(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);
}
