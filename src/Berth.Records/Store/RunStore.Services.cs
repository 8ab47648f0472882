using Berth.Accounting.Services;

namespace Berth.Records.Store;

public sealed partial class RunStore
{
    /// <summary>Adds what one repetition of a service under a scaling policy gave, with its course and its decisions.</summary>
    /// <param name="variant">Number of the variant, from 1.</param>
    /// <param name="outcome">What it gave.</param>
    public void AddServiceOutcome(int variant, ServiceOutcome outcome) => Write(transaction =>
    {
        Insert(transaction, Schema.ServiceOutcomes, [outcome], (each, row) =>
        {
            Key(row);
            (row[4], row[5], row[6], row[7], row[8]) = (each.Seconds, each.Requests, each.Completed, each.Refused, each.Lost);
            (row[9], row[10], row[11], row[12], row[13]) = (each.MeanSeconds, each.P50Seconds, each.P95Seconds, each.P99Seconds, each.Attainment);
            (row[14], row[15], row[16]) = (each.CoreSeconds, each.StandbyCoreSeconds, each.Changes);
            (row[17], row[18], row[19], row[20]) = (each.Joules, each.Grams, each.Cost, RecordJson.Write(each.Cdf));
        });
        Insert(transaction, Schema.ServiceIntervals, outcome.Series, (each, row) =>
        {
            Key(row);
            (row[4], row[5], row[6], row[7], row[8]) = (each.EndSeconds, each.Rate, each.Queued, each.Ready, each.Desired);
            (row[9], row[10], row[11], row[12]) = (each.Cores, each.BusyPercent, each.P99Seconds, each.Failed);
        });
        Insert(transaction, Schema.ScalingDecisions, outcome.Steps, (each, row) =>
        {
            Key(row);
            (row[4], row[5], row[6], row[7], row[8]) = (each.AtSeconds, each.From, each.To, each.Reason, RecordJson.Write(each.Terms));
        });

        void Key(object?[] row) => (row[0], row[1], row[2], row[3]) = (variant, outcome.Service, outcome.Scaling, outcome.Repetition);
    });
}
