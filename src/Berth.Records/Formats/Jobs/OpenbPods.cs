using Berth.Model.Jobs;
using Berth.Model.Units;
using Berth.Records.Formats.Delimited;

namespace Berth.Records.Formats.Jobs;

/// <summary>
/// Pods of the openb trace (Weng et al., USENIX ATC 2023; https://github.com/alibaba/clusterdata, cluster-trace-gpu-v2023), which is in no order of time.
/// A job arrives at the creation of its pod and runs as long as the pod did: from its scheduling, or its creation when it was never scheduled, to its deletion.
/// </summary>
internal static class OpenbPods
{
    private const string Kind = "file of openb pods (name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time)";

    internal static IEnumerable<Job> Read(string path, TraceNotes notes) => Sorted.ByArrival(ReadRows(path, notes));

    private static IEnumerable<Job> ReadRows(string path, TraceNotes notes)
    {
        using var table = new TableReader(path, Kind);
        var rows = table.Rows;
        int name = table.Column("name"), cpu = table.Column("cpu_milli"), memory = table.Column("memory_mib"), gpus = table.Column("num_gpu");
        int share = table.Column("gpu_milli"), models = table.Find("gpu_spec"), qos = table.Find("qos");
        int created = table.Column("creation_time"), deleted = table.Column("deletion_time"), scheduled = table.Column("scheduled_time");
        var names = new Names(rows);
        var constraints = new Dictionary<string, JobConstraints>();
        while (rows.Read())
        {
            var pod = names.Take(rows.Field(name));
            if (rows.Field(deleted).IsEmpty)
            {
                notes.Skip("no deletion_time: it still ran when the trace ended");
                continue;
            }
            var arrival = rows.Number(created, "creation_time", 0, Limits.Seconds);
            var start = rows.Field(scheduled).IsEmpty ? arrival : rows.Number(scheduled, "scheduled_time", arrival, Limits.Seconds);
            var end = rows.Number(deleted, "deletion_time", start, Limits.Seconds);
            var quality = qos < 0 ? "" : rows.Field(qos).ToString();
            yield return new(
                pod,
                new(arrival),
                new(Math.Round(rows.Number(cpu, "cpu_milli", 0, Limits.Cores * 1000)) / 1000),
                new(rows.Number(memory, "memory_mib", 0, Limits.Bytes / Limits.Mebibyte) * Limits.Mebibyte),
                Gpu(rows, gpus, share),
                new(end - start),
                Priority: Priority(quality),
                Class: quality,
                Constraints: Constraints(rows.Field(models), constraints));
        }
    }

    private static GpuDemand Gpu(RowReader rows, int gpus, int share)
    {
        var count = (int)rows.Number(gpus, "num_gpu", 0, Limits.Gpus);
        if (count != 1)
            return GpuDemand.Whole(count);
        return new(1, (int)Math.Ceiling(rows.Number(share, "gpu_milli", 1, 1000)));
    }

    private static JobConstraints? Constraints(ReadOnlySpan<char> models, Dictionary<string, JobConstraints> known)
    {
        if (models.IsEmpty)
            return null;
        var text = models.ToString();
        if (!known.TryGetValue(text, out var constraints))
            known[text] = constraints = new([], text.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return constraints;
    }

    /// <summary>Latency-sensitive and guaranteed before burstable before best-effort.</summary>
    private static int Priority(string quality) => quality switch
    {
        "LS" or "Guaranteed" => 2,
        "Burstable" => 1,
        _ => 0,
    };
}
