using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Berth.Policies;
using Berth.Policies.Placement;
using Berth.Policies.Shifting;

namespace Berth.Records.Situations;

/// <summary>Writes situations as JSON (docs/formats/situation.md). What has its default is left out; every number is read back to the last bit.</summary>
public static partial class SituationWriter
{
    /// <summary>A document as UTF-8.</summary>
    /// <param name="document">The document.</param>
    /// <param name="indented">Whether it is for people; else it is one line.</param>
    /// <param name="candidates">Whether answers are written with every node that was considered.</param>
    public static ReadOnlyMemory<byte> Write(SituationDocument document, bool indented = false, bool candidates = false)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer, new() { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        if (document.Placement is { } placement)
            WritePlacement(json, placement);
        if (document.Shifting is { } shifting)
            WriteShifting(json, shifting);
        if (document.Scaling is { } scaling)
            WriteScaling(json, scaling);
        WriteAnswers(json, document, candidates);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>Only the answers of a document.</summary>
    public static void WriteAnswers(Utf8JsonWriter json, SituationDocument document, bool candidates)
    {
        if (document.Decisions is { } decisions)
            List(json, "decisions", decisions, decision => WriteDecision(json, decision, candidates));
        if (document.Schedule is { } schedule)
            WriteSchedule(json, schedule);
        if (document.Replicas is { } replicas)
            List(json, "decisions", replicas, answer => WriteReplicas(json, answer));
    }

    private static void WritePlacement(Utf8JsonWriter json, Situation situation)
    {
        Head(json, situation.Policy, situation.Options, situation.Now);
        json.WriteStartObject("random");
        json.WriteString("state", situation.RandomState);
        json.WriteEndObject();
        List(json, "sites", situation.Sites, site => WriteSite(json, site));
        if (situation.Reachable is { } reachable)
        {
            json.WriteStartArray("reachable");
            foreach (var (one, other) in reachable)
            {
                json.WriteStartArray();
                json.WriteStringValue(situation.Sites[one].Name);
                json.WriteStringValue(situation.Sites[other].Name);
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        json.WriteStartArray("nodes");
        for (var node = 0; node < situation.Nodes.Count; node++)
            WriteNode(json, situation.Sites, situation.Nodes[node], situation.State.Nodes[node]);
        json.WriteEndArray();
        if (situation.State.LastPlaced >= 0)
            json.WriteString("lastPlaced", situation.Nodes[situation.State.LastPlaced].Name);
        if (situation.State.PutOff.Count > 0)
            List(json, "putOff", situation.State.PutOff, task =>
            {
                json.WriteString("site", situation.Sites[task.Site].Name);
                Moment(json, "startSeconds", task.Start);
                Moment(json, "endSeconds", task.End);
                json.WriteNumber("cores", task.Cpu / 1000);
            });
        WriteTasks(json, situation);
    }

    private static void WriteSite(Utf8JsonWriter json, SiteSpec site)
    {
        json.WriteString("name", site.Name);
        json.WriteString("tier", site.Tier.ToString().ToLowerInvariant());
        Number(json, "pue", site.Pue, 1);
        Number(json, "pricePerKwh", site.Price, 0);
        if (site.Forecast is { } forecast)
            WriteForecast(json, (ForecastSteps)forecast);
    }

    private static void WriteForecast(Utf8JsonWriter json, ForecastSteps forecast)
    {
        json.WriteStartObject("forecast");
        json.WriteString("method", forecast.Name);
        List(json, "steps", forecast.Steps, step =>
        {
            Moment(json, "startSeconds", step.Start);
            json.WriteNumber("intensityGPerKwh", step.Intensity);
        });
        if (forecast.Answers.Count > 0)
            List(json, "answers", forecast.Answers, answer =>
            {
                Moment(json, "fromSeconds", answer.From);
                Moment(json, "toSeconds", answer.To);
                json.WriteNumber("meanGPerKwh", answer.Mean);
            });
        json.WriteEndObject();
    }

    private static void WriteNode(Utf8JsonWriter json, IReadOnlyList<SiteSpec> sites, NodeSpec node, NodeState state)
    {
        json.WriteStartObject();
        json.WriteString("name", node.Name);
        json.WriteString("site", sites[node.Site].Name);
        json.WriteNumber("cores", node.Cpu / 1000);
        json.WriteNumber("memoryBytes", node.Memory);
        Number(json, "gpus", node.Gpus, 0);
        if (node.GpuModel.Length > 0)
            json.WriteString("gpuModel", node.GpuModel);
        Number(json, "speed", node.Speed, 1);
        if (node.Power is { } power)
            Numbers(json, "powerWatts", power.Watts);
        if (node.SleepWatts is { } sleep)
            json.WriteNumber("sleepWatts", sleep);
        Number(json, "gpuPeakWatts", node.GpuWatts, 0);
        if (!state.Up)
            json.WriteBoolean("up", false);
        if (state.GpuFree is { } free)
            Numbers(json, "gpuFreeMilli", free.Select(milli => (double)milli));
        if (state.Running.Count > 0)
            List(json, "running", state.Running, running =>
            {
                json.WriteString("name", running.Name);
                WriteDemand(json, running.Demand);
                Moment(json, "endSeconds", running.End);
            });
        if (state.Waiting.Count > 0)
            List(json, "waiting", state.Waiting, waiting =>
            {
                json.WriteString("name", waiting.Name);
                WriteDemand(json, waiting.Demand);
                if (double.IsFinite(waiting.Length))
                    json.WriteNumber("lengthSeconds", waiting.Length);
            });
        json.WriteEndObject();
    }

    private static void WriteTasks(Utf8JsonWriter json, Situation situation)
    {
        var sets = situation.Tasks.Select(task => task.Admitted).OfType<NodeSet>().Distinct().ToList();
        if (sets.Count > 0)
        {
            json.WriteStartObject("nodeSets");
            for (var set = 0; set < sets.Count; set++)
            {
                json.WriteStartObject(SetName(set));
                json.WriteString("reason", sets[set].Reason);
                json.WriteStartArray("nodes");
                for (var node = 0; node < situation.Nodes.Count; node++)
                    if (sets[set].Contains(node))
                        json.WriteStringValue(situation.Nodes[node].Name);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        List(json, "tasks", situation.Tasks, task =>
        {
            json.WriteString("name", task.Name);
            WriteDemand(json, task.Demand);
            if (double.IsFinite(task.Length))
                json.WriteNumber("lengthSeconds", task.Length);
            Moment(json, "submittedSeconds", task.Submitted);
            Moment(json, "deadlineSeconds", task.Deadline);
            Number(json, "priority", task.Priority, 0);
            if (task.Source >= 0)
                json.WriteString("source", situation.Nodes[task.Source].Name);
            if (task.Admitted is { } admitted)
                json.WriteString("admitted", SetName(sets.IndexOf(admitted)));
        });
    }

    private static void WriteDemand(Utf8JsonWriter json, in Demand demand)
    {
        json.WriteNumber("cores", demand.Cpu / 1000);
        json.WriteNumber("memoryBytes", demand.Memory);
        Number(json, "gpus", demand.Gpu.Count, 0);
        if (demand.Gpu.Count > 0)
            Number(json, "gpuMilli", demand.Gpu.Milli, 1000);
    }

    private static void WriteShifting(Utf8JsonWriter json, ShiftSituation situation)
    {
        var request = situation.Request;
        Head(json, situation.Policy, situation.Options, request.Now);
        Moment(json, "slotSeconds", request.Slot);
        json.WriteStartObject("job");
        json.WriteString("name", request.Name);
        json.WriteNumber("remainingSeconds", request.Remaining);
        if (request.Submitted is { } submitted)
            Moment(json, "submittedSeconds", submitted);
        Moment(json, "deadlineSeconds", request.Deadline);
        if (request.Interruptible)
            json.WriteBoolean("interruptible", true);
        if (request.Profile is { } profile)
            List(json, "profile", profile.Points, point =>
            {
                json.WriteNumber("throughput", point.Throughput);
                json.WriteNumber("watts", point.Watts);
            });
        json.WriteEndObject();
        WriteForecast(json, (ForecastSteps)request.Forecast);
    }

    private static void WriteDecision(Utf8JsonWriter json, TaskAnswer decision, bool candidates)
    {
        json.WriteString("subject", decision.Subject);
        json.WriteString("chosen", decision.Chosen);
        if (decision.Waits)
            json.WriteBoolean("waits", true);
        if (decision.DeferredUntil is { } until)
            Moment(json, "deferredUntilSeconds", until);
        if (decision.Score is { } score)
            json.WriteNumber("score", score);
        json.WriteString("reason", decision.Reason);
        if (candidates)
            List(json, "candidates", decision.Candidates, candidate => WriteCandidate(json, candidate));
    }

    private static void WriteCandidate(Utf8JsonWriter json, Candidate candidate)
    {
        json.WriteString("node", candidate.Node);
        if (candidate.Refusal is { } refusal)
            json.WriteString("refusal", refusal);
        if (candidate.Refusal is null && double.IsFinite(candidate.Score))
            json.WriteNumber("score", candidate.Score);
        json.WriteStartObject("terms");
        foreach (var term in candidate.Terms)
            if (double.IsFinite(term.Value))
                json.WriteNumber(term.Name, term.Value);
            else
                json.WriteNull(term.Name);
        json.WriteEndObject();
    }

    private static void WriteSchedule(Utf8JsonWriter json, Schedule schedule)
    {
        json.WriteStartObject("schedule");
        List(json, "segments", schedule.Segments, segment =>
        {
            Moment(json, "startSeconds", segment.Start);
            Moment(json, "endSeconds", segment.End);
            json.WriteNumber("servers", segment.Servers);
        });
        json.WriteString("reason", schedule.Reason);
        json.WriteEndObject();
    }
}
