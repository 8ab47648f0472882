using Berth.Policies.Scaling.Queue;

namespace Berth.Records.Situations.Scaling;

/// <summary>Reads what a document says of the seed's queue rule.</summary>
internal static class QueueSection
{
    internal static ScalingSetup Read(JsonFields fields)
    {
        double? desired = fields.Has("desiredQueueSize") ? fields.Number("desiredQueueSize", 0.001, 1e12) : null;
        double? cooldown = fields.Has("cooldownSeconds") ? fields.Number("cooldownSeconds", 0, 1e6) : null;
        double? poll = fields.Has("pollSeconds") ? fields.Number("pollSeconds", 0.001, 1e6) : null;
        long? action = fields.Has("lastActionSeconds") ? fields.Moment("lastActionSeconds") : null;
        return (_, options) =>
        {
            var settings = QueueSettings.Of(options);
            return new QueueRule(
                settings with { DesiredQueue = desired ?? settings.DesiredQueue, CooldownSeconds = cooldown ?? settings.CooldownSeconds, PollSeconds = poll ?? settings.PollSeconds }, action);
        };
    }
}
