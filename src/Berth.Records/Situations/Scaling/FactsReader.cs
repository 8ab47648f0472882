using System.Text.Json;
using Berth.Model.Services;
using Berth.Model.Units;
using Berth.Policies.Scaling;
using static Berth.Records.Situations.SituationWriter;

namespace Berth.Records.Situations.Scaling;

/// <summary>Reads and writes what is known of a service, and its levers.</summary>
internal static class FactsReader
{
    private const int MostReplicas = 1_000_000;
    private const double MostSeconds = 9e9;

    internal static ServiceFacts Unknown { get; } = new(0.1, 0, 0, double.PositiveInfinity, 99, ServiceLevers.None, []);

    internal static ServiceFacts Read(JsonFields fields) => new(
        fields.Number("meanSeconds", 1e-9, MostSeconds, Unknown.MeanSeconds),
        fields.Number("variation", 0, 1e6, Unknown.Variation),
        fields.Number("startSeconds", 0, MostSeconds, Unknown.StartSeconds),
        fields.Number("objectiveSeconds", 0, MostSeconds, Unknown.ObjectiveSeconds),
        fields.Number("objectivePercentile", 0, 100, Unknown.ObjectivePercentile),
        fields.Object("levers", ReadLevers) ?? ServiceLevers.None,
        fields.Objects("schedule", entry => new ScheduledReplicas(new Duration(entry.Number("atSeconds", 0, MostSeconds)), entry.Whole("replicas", 0, MostReplicas))));

    internal static void Write(Utf8JsonWriter json, ServiceFacts facts)
    {
        json.WriteStartObject("facts");
        Number(json, "meanSeconds", facts.MeanSeconds, Unknown.MeanSeconds);
        Number(json, "variation", facts.Variation, 0);
        Number(json, "startSeconds", facts.StartSeconds, 0);
        Number(json, "objectiveSeconds", facts.ObjectiveSeconds, double.PositiveInfinity);
        Number(json, "objectivePercentile", facts.ObjectivePercentile, Unknown.ObjectivePercentile);
        if (facts.Levers != ServiceLevers.None)
            WriteLevers(json, facts.Levers);
        if (facts.Schedule.Count > 0)
            List(json, "schedule", facts.Schedule, entry =>
            {
                json.WriteNumber("atSeconds", entry.At.Seconds);
                json.WriteNumber("replicas", entry.Replicas);
            });
        json.WriteEndObject();
    }

    private static ServiceLevers ReadLevers(JsonFields fields) => new(
        fields.Object("standby", lever => new StandbyLever(lever.Whole("most", 0, MostReplicas), new Cpu(lever.Quantity("cpu", 0, 1e6, 0)), new Duration(lever.Number("activationSeconds", 0, MostSeconds)))),
        fields.Object("resize", lever => new ResizeLever(new Cpu(lever.Quantity("mostCores", 1, 1e6)))),
        fields.Object("variant", lever => new VariantLever(new Fraction(lever.Number("time", 0, 1)), null)),
        fields.Flag("admission", false),
        fields.Object("carbon", lever => new CarbonLever(new CarbonIntensity(lever.Number("aboveGPerKwh", 0, 1e6)), lever.Whole("most", 0, MostReplicas))));

    private static void WriteLevers(Utf8JsonWriter json, ServiceLevers levers)
    {
        json.WriteStartObject("levers");
        if (levers.Standby is { } standby)
        {
            json.WriteStartObject("standby");
            json.WriteNumber("most", standby.Most);
            Number(json, "cpu", standby.Cpu.Cores, 0);
            json.WriteNumber("activationSeconds", standby.Activation.Seconds);
            json.WriteEndObject();
        }
        if (levers.Resize is { } resize)
        {
            json.WriteStartObject("resize");
            json.WriteNumber("mostCores", resize.Most.Cores);
            json.WriteEndObject();
        }
        if (levers.Variant is { } variant)
        {
            json.WriteStartObject("variant");
            json.WriteNumber("time", variant.Time.Value);
            json.WriteEndObject();
        }
        if (levers.Admission)
            json.WriteBoolean("admission", true);
        if (levers.Carbon is { } carbon)
        {
            json.WriteStartObject("carbon");
            json.WriteNumber("aboveGPerKwh", carbon.Above.GramsPerKilowattHour);
            json.WriteNumber("most", carbon.Most);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
