using Berth.Model;
using Berth.Records.Formats.Delimited;

namespace Berth.Records.Formats.Nodes;

/// <summary>Nodes of the openb trace (Weng et al., USENIX ATC 2023), <c>sn,cpu_milli,memory_mib,gpu,model</c>: sites are called by their hardware, as <c>g2-8x-96c-384g</c>.</summary>
internal static class OpenbNodes
{
    internal static IReadOnlyList<Site> Read(string path)
    {
        using var table = new TableReader(path, "file of openb nodes (sn,cpu_milli,memory_mib,gpu,model)");
        var rows = table.Rows;
        int name = table.Column("sn"), cpu = table.Column("cpu_milli"), memory = table.Column("memory_mib"), gpu = table.Column("gpu"), model = table.Column("model");
        var names = new Names(rows);
        var groups = new SiteGroups<Kind>();
        while (rows.Read())
        {
            var node = names.Take(rows.Field(name));
            var kind = new Kind(
                Math.Round(rows.Number(cpu, "cpu_milli", 1, Limits.Cores * 1000)) / 1000,
                rows.Number(memory, "memory_mib", 1, Limits.Bytes / Limits.Mebibyte),
                (int)rows.Number(gpu, "gpu", 0, Limits.Gpus),
                rows.Field(model).ToString());
            groups.Add(kind.Gpus == 0 ? kind with { Model = "" } : kind, node);
        }
        return groups.Sites(
            (kind, _) => (kind.Gpus > 0 ? $"{(kind.Model.Length > 0 ? kind.Model : "gpu")}-{kind.Gpus}x" : "cpu") + $"-{kind.Cores:0.###}c-{kind.Mebibytes / 1024:0.#}g",
            kind => SiteGroups<Kind>.Hardware(kind.Cores, kind.Mebibytes * Limits.Mebibyte, kind.Gpus > 0 ? new(kind.Gpus, kind.Model, null) : null));
    }

    private readonly record struct Kind(double Cores, double Mebibytes, int Gpus, string Model);
}
