using System.Diagnostics;
using Berth.Workloads.Serving.Metrics;

namespace Berth.Workloads.Serving;

/// <summary>What a replica says of itself.</summary>
/// <param name="queue">Its queue.</param>
/// <param name="settings">Its settings.</param>
/// <param name="model">Path of its model.</param>
internal sealed class ReplicaState(InferenceQueue queue, WorkerSettings settings, string model)
{
    private static readonly DateTime Begun = Started();
    private readonly double cores = Math.Min(settings.Threads, Environment.ProcessorCount);
    private readonly ProcessUse use = new(Math.Min(settings.Threads, Environment.ProcessorCount));
    private double? startupSeconds;

    /// <summary>Where pictures wait.</summary>
    internal InferenceQueue Queue => queue;

    /// <summary>Whether it takes no new work because it is about to end.</summary>
    internal bool IsEnding { get; set; }

    /// <summary>Whether it is warm.</summary>
    internal bool IsReady => startupSeconds is not null && !IsEnding;

    private static double UptimeSeconds => (TimeProvider.System.GetUtcNow().UtcDateTime - Begun).TotalSeconds;

    /// <summary>Notes that it is warm: what was counted until then is forgotten, and batches are waited for from now on.</summary>
    /// <returns>Seconds since the start of the process, which the kernel keeps in hundredths.</returns>
    internal double Ready()
    {
        queue.Metrics = new();
        queue.Patience = settings.BatchWaitNanoseconds;
        startupSeconds = Math.Round(UptimeSeconds, 2);
        return startupSeconds.Value;
    }

    internal HealthReply Health() => new(
        IsEnding ? "ending" : startupSeconds is null ? "starting" : "ready", startupSeconds, Math.Round(UptimeSeconds, 2), Path.GetFileName(model),
        settings.Threads, settings.Batch, settings.BatchWaitNanoseconds / 1e6, settings.QueueLimit, queue.Waiting, queue.Busy);

    internal string Metrics()
    {
        var text = new MetricsText();
        queue.Metrics.Write(text);
        text.Single("ml_app_cpu_usage_percent", "gauge", "Processor use of this process since the last scrape, percent of the cores that it may use.", use.Percent);
        text.Single("ml_app_memory_usage_percent", "gauge", "Resident memory of this process, percent of what it may use.", Environment.WorkingSet / MemoryLimit.Bytes * 100);
        text.Single("berth_replica_ready", "gauge", "1 when it takes requests.", IsReady ? 1 : 0);
        text.Single("berth_replica_startup_seconds", "gauge", "From the start of the process until it was ready.", startupSeconds ?? double.NaN);
        text.Single("berth_replica_queue_pictures", "gauge", "Pictures that wait.", queue.Waiting);
        text.Single("berth_replica_queue_limit_pictures", "gauge", "Most pictures that may wait.", settings.QueueLimit);
        text.Single("berth_replica_busy_threads", "gauge", "Threads that classify.", queue.Busy);
        text.Single("berth_replica_cores", "gauge", "Cores that it may use.", cores);
        text.Single("process_cpu_seconds_total", "counter", "Processor time of this process.", ProcessUse.ProcessorSeconds);
        text.Single("process_resident_memory_bytes", "gauge", "Resident memory of this process.", Environment.WorkingSet);
        text.Single("process_start_time_seconds", "gauge", "Start of this process, seconds since 1970.", (Begun - DateTime.UnixEpoch).TotalSeconds);
        return text.ToString();
    }

    private static DateTime Started()
    {
        using var self = Process.GetCurrentProcess();
        return self.StartTime.ToUniversalTime();
    }
}
