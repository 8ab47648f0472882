using System.Globalization;
using Berth.Records.Collection;
using Berth.Records.Timelines;

namespace Berth.Records.Store;

public sealed partial class RunReader
{
    /// <summary>The series that were collected, with their numbers.</summary>
    public IReadOnlyList<(int Number, MetricSeries Series)> Series() => Read(Schema.Series, "", row => (row.GetInt32(0),
        new MetricSeries(row.GetString(1), RecordJson.Read<Dictionary<string, string>>(row.GetString(3)), OutcomeText.ParseKind(row.GetString(2)))));

    /// <summary>The samples of some series within a time, its ends included.</summary>
    /// <param name="series">Numbers of the series.</param>
    /// <param name="from">Nanoseconds since 1970 in UTC.</param>
    /// <param name="to">Nanoseconds since 1970 in UTC.</param>
    /// <returns>A timeline for each number, in their order; empty where there are no samples.</returns>
    public IReadOnlyList<Timeline> Timelines(IReadOnlyList<int> series, long from = long.MinValue, long to = long.MaxValue)
    {
        var timelines = new List<Timeline>(series.Count);
        foreach (var number in series)
        {
            var (moments, values) = (new List<long>(), new List<double>());
            ForEach(Schema.Samples, string.Create(CultureInfo.InvariantCulture, $"WHERE series = {number} AND moment_ns BETWEEN {from} AND {to}"), row =>
            {
                moments.Add(row.GetInt64(1));
                values.Add(Number(row, 2));
            });
            timelines.Add(new(moments, values));
        }
        return timelines;
    }

    /// <summary>The requests that were collected, in the order in which they were seen.</summary>
    /// <param name="from">Requests that ended before are left out; nanoseconds since 1970 in UTC.</param>
    /// <param name="to">Requests that started after are left out.</param>
    public IReadOnlyList<ServedRequest> Requests(long from = long.MinValue, long to = long.MaxValue) =>
        Read(Schema.Requests, string.Create(CultureInfo.InvariantCulture, $"WHERE end_ns >= {from} AND start_ns <= {to}"), row => new ServedRequest(
            row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.IsDBNull(5) ? null : row.GetInt32(5), row.GetString(6)));
}
