using System.Text.Json;
using Berth.Policies.Scaling;
using Berth.Policies.Scaling.Elastic;
using static Berth.Records.Situations.SituationWriter;

namespace Berth.Records.Situations.Scaling;

/// <summary>Reads and writes what <c>berth</c> remembers. Its settings are options.</summary>
internal static class BerthSection
{
    private const double Most = 1e12;

    internal static ScalingSetup Read(JsonFields fields)
    {
        var memory = new BerthMemory
        {
            Rate = fields.Object("rate", ReadRate),
            Budget = fields.Object("budget", budget => new BudgetMemory(budget.Number("percentile", 0, 100), budget.Count("requests", 0), budget.Count("late", 0))),
            Levers = fields.Object("levers", levers => new LeverMemory(
                levers.Whole("askedCores", 0, int.MaxValue, 0), levers.Number("coresOfEach", 1, Most, double.PositiveInfinity), levers.Flag("small", false), levers.Moment("unrestSeconds", 0))) ?? new(),
            Recent = [.. fields.Objects("recent", one => new Read<(long, int)>((one.Moment("timestampSeconds"), one.Whole("replicas", 0, int.MaxValue)))).Select(one => one.Value)],
            Observed = fields.Count("observedSecond", -1, -1),
            ServiceSeconds = fields.Number("serviceSeconds", 0, Most, 0),
        };
        return (_, options, _) => new BerthScaling(BerthScalingOptions.Of(options), memory);
    }

    internal static void Write(Utf8JsonWriter json, IScalingPolicy policy)
    {
        var memory = ((BerthScaling)policy).Memory;
        if (memory.Rate is { } rate)
            WriteRate(json, rate);
        if (memory.Budget is { } budget)
        {
            json.WriteStartObject("budget");
            json.WriteNumber("percentile", budget.Percentile);
            json.WriteNumber("requests", budget.Requests);
            json.WriteNumber("late", budget.Late);
            json.WriteEndObject();
        }
        json.WriteStartObject("levers");
        Number(json, "askedCores", memory.Levers.Asked, 0);
        Number(json, "coresOfEach", memory.Levers.Each, double.PositiveInfinity);
        if (memory.Levers.Small)
            json.WriteBoolean("small", true);
        if (memory.Levers.Unrest != 0)
            Moment(json, "unrestSeconds", memory.Levers.Unrest);
        json.WriteEndObject();
        List(json, "recent", memory.Recent, one =>
        {
            Moment(json, "timestampSeconds", one.Moment);
            json.WriteNumber("replicas", one.Wanted);
        });
        json.WriteNumber("observedSecond", memory.Observed);
        Number(json, "serviceSeconds", memory.ServiceSeconds, 0);
    }

    private static RateMemory ReadRate(JsonFields fields)
    {
        var horizon = fields.Whole("horizonSeconds", 1, int.MaxValue);
        var forecasts = fields.Numbers("forecasts", -Most, Most);
        if (forecasts.Count > horizon)
            fields.Error("forecasts", $"has {forecasts.Count} numbers, more than the horizon of {horizon} s");
        return new(
            horizon, forecasts, fields.Number("perSecond", 0, Most), fields.Number("growth", -Most, Most, 0), fields.Whole("windowSeconds", 1, 3600, 1), fields.Number("squaredError", 0, double.MaxValue, 0),
            fields.Number("lowest", 0, Most, double.PositiveInfinity), fields.Number("highest", 0, Most, 0), fields.Number("jump", 1, Most, 1));
    }

    private static void WriteRate(Utf8JsonWriter json, RateMemory rate)
    {
        json.WriteStartObject("rate");
        json.WriteNumber("horizonSeconds", rate.Horizon);
        json.WriteNumber("perSecond", rate.Rate);
        Number(json, "growth", rate.Growth, 0);
        Number(json, "windowSeconds", rate.Window, 1);
        Number(json, "squaredError", rate.Square, 0);
        Number(json, "lowest", rate.Lowest, double.PositiveInfinity);
        Number(json, "highest", rate.Highest, 0);
        Number(json, "jump", rate.Jump, 1);
        Numbers(json, "forecasts", rate.Forecasts);
        json.WriteEndObject();
    }
}
