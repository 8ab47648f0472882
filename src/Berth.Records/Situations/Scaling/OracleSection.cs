using System.Text.Json;
using Berth.Model.Units;
using Berth.Policies.Scaling;
using Berth.Policies.Scaling.Foresight;
using static Berth.Records.Situations.SituationWriter;

namespace Berth.Records.Situations.Scaling;

/// <summary>Reads what the oracle is told of the time to come: the requests, or the plan that it has made of them.</summary>
internal static class OracleSection
{
    private const double MostEnd = 36_000;
    private const int MostAhead = 86_400;

    internal static ScalingSetup Read(JsonFields fields)
    {
        var ahead = fields.Whole("aheadSeconds", 0, MostAhead, 0);
        var plan = Spread(fields, fields.Objects("plan", step => new Read<(long From, byte Replicas)>((step.Count("fromSecond", 0), (byte)step.Whole("replicas", 0, byte.MaxValue)))));
        var requests = fields.Objects("requests", request => new Read<(long At, double Seconds)>((request.Moment("atSeconds"), request.Number("serviceSeconds", 1e-9, MostEnd))));
        var end = fields.Has("endSeconds") ? fields.Number("endSeconds", 0, MostEnd) : 0;
        CheckOrder(fields, requests, end);
        // A plan has been made of them already.
        var known = fields.Has("requests") && !fields.Has("plan");
        return (_, options, first) =>
        {
            var oracle = new Oracle(options["margin"]);
            if (known)
                oracle.Foresee(new([.. requests.Select(request => request.Value.At)], request => requests[request].Value.Seconds, new Duration(end).Nanoseconds, first.Facts, first.Least, first.Most));
            else
                oracle.Memory = (plan, ahead);
            return oracle;
        };
    }

    /// <summary>The plan, as the seconds from which on a number holds; the last entry is its end.</summary>
    internal static void Write(Utf8JsonWriter json, IScalingPolicy policy)
    {
        var (plan, ahead) = ((Oracle)policy).Memory;
        json.WriteNumber("aheadSeconds", ahead);
        json.WriteStartArray("plan");
        for (var second = 0; second <= plan.Count; second++)
            if (second == plan.Count || second == 0 || plan[second] != plan[second - 1])
            {
                json.WriteStartObject();
                json.WriteNumber("fromSecond", second);
                json.WriteNumber("replicas", second == plan.Count ? 0 : plan[second]);
                json.WriteEndObject();
            }
        json.WriteEndArray();
    }

    private static byte[] Spread(JsonFields fields, List<Read<(long From, byte Replicas)>> steps)
    {
        for (var at = 0; at < steps.Count; at++)
            if (at == 0 ? steps[0].Value.From != 0 : steps[at].Value.From <= steps[at - 1].Value.From || steps[at].Value.From > 10 * MostAhead)
            {
                fields.Error($"plan[{at}].fromSecond", at == 0 ? "is not 0, where a plan begins" : $"does not come after the one before it, or is more than {10 * MostAhead}");
                return [];
            }
        if (steps.Count == 0)
            return [];
        var plan = new byte[steps[^1].Value.From];
        for (var at = 0; at + 1 < steps.Count; at++)
            Array.Fill(plan, steps[at].Value.Replicas, (int)steps[at].Value.From, (int)(steps[at + 1].Value.From - steps[at].Value.From));
        return plan;
    }

    private static void CheckOrder(JsonFields fields, List<Read<(long At, double Seconds)>> requests, double end)
    {
        if (requests.Count > 0 && !fields.Has("endSeconds"))
            fields.Error("endSeconds", "is missing, beside requests");
        for (var at = 0; at < requests.Count; at++)
            if (requests[at].Value.At < (at == 0 ? 0 : requests[at - 1].Value.At) || requests[at].Value.At * 1e-9 >= end)
            {
                fields.Error($"requests[{at}].atSeconds", "does not come between the one before it and endSeconds");
                return;
            }
    }
}
