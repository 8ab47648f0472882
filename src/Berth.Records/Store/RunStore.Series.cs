using Berth.Records.Collection;
using Berth.Records.Timelines;

namespace Berth.Records.Store;

public sealed partial class RunStore
{
    /// <summary>Adds samples, and series that were not there before, in one transaction.</summary>
    /// <param name="series">New series with the numbers that they have from now on.</param>
    /// <param name="samples">Samples of these or earlier series.</param>
    public void AddSamples(IEnumerable<(int Number, MetricSeries Series)> series, IEnumerable<SeriesSample> samples) => Write(transaction =>
    {
        Insert(transaction, Schema.Series, series, static (each, row) =>
            (row[0], row[1], row[2], row[3]) = (each.Number, each.Series.Name, OutcomeText.Of(each.Series.Kind), RecordJson.Write(each.Series.Labels)));
        Insert(transaction, Schema.Samples, samples, static (each, row) => (row[0], row[1], row[2]) = (each.Series, each.Moment, each.Value));
    });

    /// <summary>Adds requests that programs served.</summary>
    public void AddRequests(IEnumerable<ServedRequest> requests) => Insert(Schema.Requests, requests, static (each, row) =>
    {
        (row[0], row[1], row[2], row[3]) = (each.Pod, each.Endpoint, each.Method, each.Start);
        (row[4], row[5], row[6]) = (each.End, each.Status, each.Payload);
    });
}
