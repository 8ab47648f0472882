using System.Text.Json;
using Berth.Records.Situations.Scaling;

namespace Berth.Records.Situations;

/// <content>Questions to scaling policies, and answers.</content>
public static partial class SituationWriter
{
    private static void WriteScaling(Utf8JsonWriter json, ScalingSituation situation)
    {
        if (situation.Policy.Length > 0)
            json.WriteString("policy", situation.Policy);
        WriteOptions(json, situation.Options);
        json.WriteStartObject("scaling");
        foreach (var (key, section) in situation.Sections)
        {
            json.WritePropertyName(key);
            json.WriteRawValue(section.Span);
        }
        if (situation.Ticks.Count == 1)
            ScalingWriter.WriteTick(json, situation.Ticks[0]);
        else
            List(json, "ticks", situation.Ticks, tick => ScalingWriter.WriteTick(json, tick));
        json.WriteEndObject();
    }

    private static void WriteReplicas(Utf8JsonWriter json, ScalingAnswer answer)
    {
        var decision = answer.Decision;
        Moment(json, "nowSeconds", answer.Now);
        json.WriteNumber("specReplicas", answer.Specified);
        json.WriteNumber("replicas", decision.Replicas);
        Number(json, "standby", decision.Standby, 0);
        Number(json, "cores", decision.Cores, 1);
        if (decision.Small)
            json.WriteBoolean("small", true);
        Number(json, "admitSeconds", decision.AdmitSeconds, double.PositiveInfinity);
        json.WriteString("reason", decision.Reason);
        json.WriteStartObject("terms");
        foreach (var term in decision.Terms)
            if (double.IsFinite(term.Value))
                json.WriteNumber(term.Name, term.Value);
            else
                json.WriteNull(term.Name);
        json.WriteEndObject();
        if (answer.Memory is { } memory)
        {
            json.WritePropertyName("memory");
            json.WriteRawValue(memory.Span);
        }
    }
}
