using Berth.Policies;
using Berth.Policies.Scaling;

namespace Berth.Records.Situations.Scaling;

/// <summary>Reads questions to scaling policies. What a tick does not say is as in the tick before, and in the first as beside <c>ticks</c>.</summary>
internal static class ScalingReader
{
    private const int MostReplicas = 1_000_000;
    private const double MostSeconds = 9e9;

    internal static ScalingQuestion Read(JsonFields fields)
    {
        var (setups, sections) = (new Dictionary<string, ScalingSetup>(), new Dictionary<string, ReadOnlyMemory<byte>>());
        foreach (var section in ScalingSections.All)
            if (fields.Object(section.Key, child => new Read<ScalingSetup>(section.Read(child))) is { } setup)
            {
                sections[section.Key] = fields.Raw(section.Key);
                foreach (var policy in section.Policies)
                    setups[policy] = setup.Value;
            }
        var several = fields.Has("ticks");
        var first = ReadTick(fields, new(long.MinValue, null, null, 1, 0, [], [], FactsReader.Unknown), several);
        if (!several)
            return new(setups, sections, [first]);
        var ticks = new List<ScalingTick>();
        fields.Objects("ticks", tick =>
        {
            ticks.Add(ReadTick(tick, ticks.Count == 0 ? first with { Now = long.MinValue } : ticks[^1] with { Specified = null, Load = [] }, false));
            return ticks[^1];
        });
        if (ticks.Count == 0)
            fields.Error("ticks", "is empty; give at least one, or leave it out");
        else if (ticks[0].Specified is null)
            fields.Error("specReplicas", "is missing, and in the first of the ticks, too");
        return new(setups, sections, ticks);
    }

    internal static ScalingAnswer ReadAnswer(JsonFields fields)
    {
        fields.Skip("memory");
        return new(fields.Moment("nowSeconds", 0), fields.Whole("specReplicas", 0, MostReplicas, 0), new(fields.Whole("replicas", 0, MostReplicas), fields.Text("reason", ""), ReadTerms(fields))
        {
            Standby = fields.Whole("standby", 0, MostReplicas, 0),
            Cores = fields.Number("cores", 0, 1e6, 1),
            Small = fields.Flag("small", false),
            AdmitSeconds = fields.Number("admitSeconds", 0, MostSeconds, double.PositiveInfinity),
        });
    }

    /// <param name="fields">The object.</param>
    /// <param name="before">The tick before it; without a number of most replicas nothing came before.</param>
    /// <param name="sketch">Whether it only says what ticks have in common, so that nothing is required.</param>
    private static ScalingTick ReadTick(JsonFields fields, ScalingTick before, bool sketch)
    {
        var now = fields.Moment("nowSeconds", sketch ? 0 : null);
        if (!sketch && now <= before.Now)
            fields.Error("nowSeconds", "does not come after the tick before it");
        var least = fields.Whole("minReplicas", 0, MostReplicas, before.Least);
        var most = fields.Whole("maxReplicas", 0, MostReplicas, before.Most > 0 || sketch ? before.Most : null);
        if (least > most && fields.Has("maxReplicas"))
            fields.Error("maxReplicas", $"is {most}, less than minReplicas, {least}");
        else if (least > most && most > 0)
            fields.Error("minReplicas", $"is {least}, more than maxReplicas, {most}");
        var first = before.Now == long.MinValue && before.Specified is null;
        return before with
        {
            Now = now,
            Specified = fields.Has("specReplicas") || (first && !sketch && before.Most == 0) ? fields.Whole("specReplicas", 0, MostReplicas) : before.Specified,
            Counted = fields.Has("statusReplicas") ? fields.Whole("statusReplicas", 0, MostReplicas) : before.Counted,
            Least = least,
            Most = most,
            Pods = fields.Has("pods") ? fields.Objects("pods", pod => PodReader.Read(pod, now)) : before.Pods,
            Metrics = fields.Has("metrics") ? fields.Objects("metrics", metric => ReadMetric(metric, now)) : before.Metrics,
            Facts = fields.Object("facts", FactsReader.Read) ?? before.Facts,
            Queued = fields.Whole("queued", 0, int.MaxValue, before.Queued),
            InFlight = fields.Whole("inFlight", 0, int.MaxValue, before.InFlight),
            Standby = fields.Whole("standby", 0, MostReplicas, before.Standby),
            GramsPerKilowattHour = fields.Has("gramsPerKwh") ? fields.Number("gramsPerKwh", 0, 1e6) : before.GramsPerKilowattHour,
            Averages = fields.Object("averages", ReadAverages) ?? before.Averages,
            Load = fields.Has("load") ? fields.Objects("load", ReadSecond) : before.Load,
        };
    }

    private static Metric ReadMetric(JsonFields fields, long now) =>
        new(fields.Text("name"), fields.Has("value") ? fields.Quantity("value", -1e15, 1e15) : double.NaN, fields.Moment("timestampSeconds", now));

    private static ScalingAverages ReadAverages(JsonFields fields) =>
        new(fields.NumberOrNull("stable", 0, 1e12) ?? double.NaN, fields.NumberOrNull("panic", 0, 1e12) ?? double.NaN, fields.WholeOrNull("readyPods", 0, MostReplicas));

    private static List<Term> ReadTerms(JsonFields fields)
    {
        var terms = new List<Term>();
        fields.Object("terms", given =>
        {
            foreach (var name in given.Names)
                terms.Add(new(name, given.NumberOrNull(name, double.MinValue, double.MaxValue) ?? double.NaN));
            return given;
        });
        return terms;
    }

    private static LoadSecond ReadSecond(JsonFields fields) => new(
        fields.Whole("arrived", 0, int.MaxValue),
        fields.Whole("completed", 0, int.MaxValue, 0),
        fields.Whole("refused", 0, int.MaxValue, 0),
        fields.Number("concurrency", 0, 1e9, 0),
        fields.Number("busy", 0, 1e9, 0),
        fields.Number("serviceSeconds", 0, MostSeconds, 0),
        fields.Number("serviceSquares", 0, 1e18, 0),
        fields.Whole("late", 0, int.MaxValue, 0));
}

/// <summary>What was read: how to make policies, and what to ask them.</summary>
internal sealed record ScalingQuestion(IReadOnlyDictionary<string, ScalingSetup> Setups, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Sections, IReadOnlyList<ScalingTick> Ticks);

/// <summary>A value that was read where an object is wanted.</summary>
internal sealed record Read<T>(T Value);
