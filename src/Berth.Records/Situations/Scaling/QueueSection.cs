using System.Text.Json;
using Berth.Policies.Scaling;
using Berth.Policies.Scaling.Queue;

namespace Berth.Records.Situations.Scaling;

/// <summary>Reads what a document says of the seed's queue rule.</summary>
internal static class QueueSection
{
    internal static ScalingSetup Read(JsonFields fields)
    {
        double? desired = fields.NumberOrNull("desiredQueueSize", 0.001, 1e12), cooldown = fields.NumberOrNull("cooldownSeconds", 0, 1e6), poll = fields.NumberOrNull("pollSeconds", 0.001, 1e6);
        var action = fields.MomentOrNull("lastActionSeconds");
        return (_, options, _) =>
        {
            var settings = QueueSettings.Of(options);
            return new QueueRule(
                settings with { DesiredQueue = desired ?? settings.DesiredQueue, CooldownSeconds = cooldown ?? settings.CooldownSeconds, PollSeconds = poll ?? settings.PollSeconds }, action);
        };
    }

    internal static void Write(Utf8JsonWriter json, IScalingPolicy policy) => SituationWriter.Moment(json, "lastActionSeconds", ((QueueRule)policy).LastChange);
}
