using Berth.Model.Observations;

namespace Berth.Workloads.Tests.Serving;

/// <summary>What holds for every item, whatever the machine does meanwhile.</summary>
internal static class Timelines
{
    internal static void AssertComplete(IReadOnlyCollection<ItemTimeline> items)
    {
        Assert.All(items, item =>
        {
            Assert.Equal(ItemOutcome.Completed, item.Outcome);
            long[] moments =
            [
                item.Scheduled, item.Preprocessed, item.Sent, item.Received, item.Dequeued, item.Processed, item.Replied, item.Returned,
            ];
            Assert.Equal(moments.Order(), moments);
            Assert.Equal(item.Latency, LatencyParts.All.Sum(item.Part));
        });
        Assert.True(items.Count(i => i.Correct == true) >= 0.8 * items.Count, $"{items.Count(i => i.Correct == true)} of {items.Count} right");
    }
}
