using Berth.Model.Files;
using Berth.Model.Jobs;
using Berth.Policies.Shifting;
using Berth.Records.Situations.Scaling;

namespace Berth.Records.Situations;

/// <content>Shifting and scaling questions, recorded answers, and names.</content>
public static partial class SituationReader
{
    private static SituationDocument ReadShifting(JsonFields fields)
    {
        var (policy, options) = ReadPolicy(fields);
        var now = fields.Moment("nowSeconds");
        var slot = fields.Moment("slotSeconds", 3_600_000_000_000);
        if (slot <= 0)
            fields.Error("slotSeconds", "is not above 0");
        var forecast = fields.Object("forecast", ReadForecast);
        if (forecast is null)
            fields.Error("forecast", "is missing");
        var request = fields.Object("job", job => ReadJob(job, now, Math.Max(1, slot), forecast ?? new("", [], [])))!;
        var schedule = fields.Object("schedule", ReadSchedule);
        return new(null, new(policy, options, request), null, schedule);
    }

    private static SituationDocument ReadScaling(JsonFields fields)
    {
        var (policy, options) = ReadPolicy(fields);
        var question = fields.Object("scaling", ScalingReader.Read)!;
        var answers = fields.Has("decisions") ? fields.Objects("decisions", ScalingReader.ReadAnswer) : null;
        return new(null, null, Scaling: new(policy, options, question.Setups, question.Sections, question.Ticks), Replicas: answers);
    }

    private static ShiftRequest ReadJob(JsonFields fields, long now, long slot, ForecastSteps forecast)
    {
        var points = fields.Objects("profile", point => new ScalingPoint(point.Number("throughput", 1e-9, 1e12), point.Number("watts", 0, MostWatts)));
        return new(
            fields.Text("name", "job"),
            now,
            fields.Number("remainingSeconds", 0, MostSeconds),
            fields.MomentOrNever("deadlineSeconds"),
            fields.Flag("interruptible", false),
            points.Count == 0 ? null : new(points),
            slot,
            forecast,
            fields.Has("submittedSeconds") ? fields.Moment("submittedSeconds") : null);
    }

    private static Schedule ReadSchedule(JsonFields fields)
    {
        var segments = fields.Objects("segments", segment => new Segment(segment.Moment("startSeconds"), segment.MomentOrNever("endSeconds"), segment.Whole("servers", 1, int.MaxValue)), required: true);
        if (fields.Has("segments") && segments.Count == 0)
            fields.Error("segments", "is empty");
        return new(segments, fields.Text("reason", ""));
    }

    /// <summary>A recorded answer. What was considered is made again by asking again, so it is not read.</summary>
    private static TaskAnswer ReadDecision(JsonFields fields)
    {
        fields.Skip("candidates");
        return new(
            fields.Text("subject"),
            fields.Has("chosen") ? fields.Text("chosen") : null,
            fields.Flag("waits", false),
            fields.Has("deferredUntilSeconds") ? fields.Moment("deferredUntilSeconds") : null,
            fields.Has("score") ? fields.Number("score", double.MinValue, double.MaxValue) : null,
            fields.Text("reason", ""),
            []);
    }

    private static Dictionary<string, double> ReadOptions(JsonFields fields)
    {
        var options = new Dictionary<string, double>();
        foreach (var name in fields.Names)
            options[name] = fields.Number(name, double.MinValue, double.MaxValue);
        return options;
    }

    private static List<(int, int)> ReadPairs(JsonFields fields, Dictionary<string, int> sites)
    {
        var pairs = new List<(int, int)>();
        foreach (var (pair, at) in fields.ListsOfTexts("reachable").Select((pair, at) => (pair, at)))
        {
            if (pair.Count != 2)
                fields.Error($"reachable[{at}]", "is not a pair of names of sites");
            else if (pair.FirstOrDefault(name => !sites.ContainsKey(name)) is { } unknown)
                fields.Error($"reachable[{at}]", $"names '{unknown}', which is no site; {Spelling.Suggest(unknown, sites.Keys)}");
            else
                pairs.Add((sites[pair[0]], sites[pair[1]]));
        }
        return pairs;
    }

    /// <summary>Index of what a field names; -1, and noted, when there is no such thing.</summary>
    private static int Resolve(JsonFields fields, string field, Dictionary<string, int> index, string what)
    {
        var name = fields.Text(field);
        if (index.TryGetValue(name, out var found))
            return found;
        if (fields.Has(field))
            fields.Error(field, $"names '{name}', which is no {what}; {Spelling.Suggest(name, index.Keys)}");
        return -1;
    }

    /// <summary>Index by name; a name that is there twice is noted.</summary>
    private static Dictionary<string, int> IndexOf(JsonFields fields, string field, IEnumerable<string> names)
    {
        var index = new Dictionary<string, int>();
        foreach (var (name, at) in names.Select((name, at) => (name, at)))
            if (!index.TryAdd(name, at))
                fields.Error($"{field}[{at}].name", $"is '{name}', as that of {field}[{index[name]}]; give each its own");
        return index;
    }
}
