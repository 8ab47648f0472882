using Berth.Model.Jobs;
using Berth.Model.Units;
using Berth.Records.Formats.Delimited;

namespace Berth.Records.Formats.Jobs;

/// <summary><c>name,arrival_s,length_s,declared_s,cores,memory_bytes,gpus,priority,nodes</c>: pods that a scheduler of a cluster placed, by <see cref="Clusters.ClusterExperiment"/>.</summary>
internal static class PodsCsv
{
    internal const string Header = "name,arrival_s,length_s,declared_s,cores,memory_bytes,gpus,priority,nodes";

    internal static IEnumerable<Job> Read(string path, TraceNotes notes) => Sorted.ByArrival(ReadRows(path));

    private static IEnumerable<Job> ReadRows(string path)
    {
        using var table = new TableReader(path, $"file of pods ({Header})");
        var rows = table.Rows;
        int name = table.Column("name"), arrival = table.Column("arrival_s"), length = table.Column("length_s"), declared = table.Find("declared_s"), cores = table.Column("cores");
        int memory = table.Column("memory_bytes"), gpus = table.Find("gpus"), priority = table.Find("priority"), nodes = table.Find("nodes");
        var names = new Names(rows);
        var constraints = new Dictionary<string, JobConstraints>();
        while (rows.Read())
            yield return new(
                names.Take(rows.Field(name)),
                new(rows.Number(arrival, "arrival_s", 0, Limits.Seconds)),
                new(Limits.Cpu(rows.Number(cores, "cores", 0, Limits.Cores))),
                new(rows.Number(memory, "memory_bytes", 0, Limits.Bytes)),
                GpuDemand.Whole(rows.Field(gpus).IsEmpty ? 0 : (int)rows.Number(gpus, "gpus", 0, Limits.Gpus)),
                new(rows.Number(length, "length_s", 0, Limits.Seconds)),
                Priority: rows.Field(priority).IsEmpty ? 0 : (int)rows.Number(priority, "priority", int.MinValue, int.MaxValue),
                Constraints: Constraints(rows.Field(nodes), constraints),
                Declared: rows.Field(declared).IsEmpty ? null : new Duration(rows.Number(declared, "declared_s", 0, Limits.Seconds)));
    }

    private static JobConstraints? Constraints(ReadOnlySpan<char> nodes, Dictionary<string, JobConstraints> known)
    {
        if (nodes.IsEmpty)
            return null;
        var text = nodes.ToString();
        if (!known.TryGetValue(text, out var constraints))
            known[text] = constraints = new([], [], text.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return constraints;
    }
}
