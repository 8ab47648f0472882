using System.Text.Json;
using Berth.Records.Situations.Scaling;

namespace Berth.Records.Situations;

/// <content>Answers of scaling policies.</content>
public static partial class SituationWriter
{
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
    }
}
