using System.Text.Json;
using Berth.Policies.Scaling;
using Berth.Policies.Scaling.Hpa;
using static Berth.Records.Situations.SituationWriter;

namespace Berth.Records.Situations.Scaling;

/// <summary>Writes ticks, in full: what a tick does not say would be as in the tick before.</summary>
internal static class ScalingWriter
{
    internal static void WriteTick(Utf8JsonWriter json, ScalingTick tick)
    {
        Moment(json, "nowSeconds", tick.Now);
        if (tick.Specified is { } specified)
            json.WriteNumber("specReplicas", specified);
        if (tick.Counted is { } counted)
            json.WriteNumber("statusReplicas", counted);
        json.WriteNumber("minReplicas", tick.Least);
        json.WriteNumber("maxReplicas", tick.Most);
        List(json, "pods", tick.Pods, pod => WritePod(json, pod, tick.Now));
        List(json, "metrics", tick.Metrics, metric =>
        {
            json.WriteString("name", metric.Name);
            Number(json, "value", metric.Value, double.NaN);
            Moment(json, "timestampSeconds", metric.Moment);
        });
        json.WriteNumber("queued", tick.Queued);
        json.WriteNumber("inFlight", tick.InFlight);
        json.WriteNumber("standby", tick.Standby);
        if (tick.GramsPerKilowattHour is { } grams)
            json.WriteNumber("gramsPerKwh", grams);
        if (tick.Averages is { } averages)
            WriteAverages(json, averages);
        if (tick.Load.Count > 0)
            List(json, "load", tick.Load, second => WriteSecond(json, second));
        FactsReader.Write(json, tick.Facts);
    }

    private static void WritePod(Utf8JsonWriter json, ReplicaView pod, long now)
    {
        json.WriteString("name", pod.Name);
        if (pod.Phase != ReplicaPhase.Running)
            json.WriteString("phase", pod.Phase.ToString());
        if (pod.Leaving)
            Moment(json, "deletionTimestampSeconds", now);
        Moment(json, "startTimeSeconds", pod.Started);
        if (pod.Lost || pod.Ready is not null)
        {
            json.WriteStartObject("ready");
            json.WriteString("status", pod.Lost ? "Unknown" : pod.Ready == true ? "True" : "False");
            Moment(json, "lastTransitionTimeSeconds", pod.ReadySince);
            json.WriteEndObject();
        }
        WriteRequests(json, pod.RequestedCores, pod.RequestedBytes);
        var samples = pod.Cpu is { } cpu ? pod.Metrics.Prepend(new(HpaMetric.CpuName, cpu.Cores, cpu.Moment, cpu.Window)) : pod.Metrics;
        WriteSamples(json, samples);
        if (pod.Containers.Count > 0)
            List(json, "containers", pod.Containers, container =>
            {
                json.WriteString("name", container.Name);
                WriteRequests(json, container.RequestedCores, container.RequestedBytes);
                WriteSamples(json, container.Metrics);
            });
        Number(json, "inFlight", pod.InFlight, 0);
    }

    private static void WriteRequests(Utf8JsonWriter json, double cores, double? bytes)
    {
        json.WriteStartObject("requests");
        Number(json, HpaMetric.CpuName, cores, double.NaN);
        if (bytes is { } memory)
            json.WriteNumber(HpaMetric.MemoryName, memory);
        json.WriteEndObject();
    }

    private static void WriteSamples(Utf8JsonWriter json, IEnumerable<ReplicaMetric> samples)
    {
        json.WriteStartObject("metrics");
        foreach (var sample in samples)
        {
            json.WriteStartObject(sample.Name);
            json.WriteNumber("value", sample.Value);
            Moment(json, "timestampSeconds", sample.Moment);
            if (sample.Window != 0)
                Moment(json, "windowSeconds", sample.Window);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteAverages(Utf8JsonWriter json, ScalingAverages averages)
    {
        json.WriteStartObject("averages");
        Number(json, "stable", averages.Stable, double.NaN);
        Number(json, "panic", averages.Panic, double.NaN);
        if (averages.ReadyPods is { } ready)
            json.WriteNumber("readyPods", ready);
        json.WriteEndObject();
    }

    private static void WriteSecond(Utf8JsonWriter json, in LoadSecond second)
    {
        json.WriteNumber("arrived", second.Arrived);
        Number(json, "completed", second.Completed, 0);
        Number(json, "refused", second.Refused, 0);
        Number(json, "late", second.Late, 0);
        Number(json, "concurrency", second.Concurrency, 0);
        Number(json, "busy", second.Busy, 0);
        Number(json, "serviceSeconds", second.ServiceSeconds, 0);
        Number(json, "serviceSquares", second.ServiceSquares, 0);
    }
}
