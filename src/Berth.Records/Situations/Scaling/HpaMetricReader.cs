using Berth.Policies.Scaling.Hpa;

namespace Berth.Records.Situations.Scaling;

/// <summary>Reads the metrics of an autoscaler (MetricSpec of autoscaling/v2).</summary>
internal static class HpaMetricReader
{
    private const double MostValue = 1e15;

    internal static HpaMetric Read(JsonFields fields)
    {
        var type = fields.Choice<HpaMetricSource>("type");
        var key = type switch { HpaMetricSource.Resource => "resource", HpaMetricSource.ContainerResource => "containerResource", HpaMetricSource.Pods => "pods", HpaMetricSource.Object => "object", _ => "external" };
        var metric = fields.Object(key, source => ReadSource(source, type));
        if (metric is null && fields.Has("type"))
            fields.Error(key, "is missing");
        return metric ?? HpaMetric.Cpu(80);
    }

    private static HpaMetric ReadSource(JsonFields fields, HpaMetricSource source)
    {
        var ofPods = source is HpaMetricSource.Resource or HpaMetricSource.ContainerResource;
        var name = ofPods
            ? fields.Text("name")
            : fields.Object("metric", metric => metric.Text("name")) ?? Lacking(fields, "metric");
        if (ofPods && fields.Has("name") && name is not (HpaMetric.CpuName or HpaMetric.MemoryName))
            fields.Error("name", $"is \"{name}\"; it is {HpaMetric.CpuName} or {HpaMetric.MemoryName}");
        if (source == HpaMetricSource.Object)
            fields.Skip("describedObject");
        var container = source == HpaMetricSource.ContainerResource ? fields.Text("container") : null;
        var metric = fields.Object("target", target => ReadTarget(target, source, name)) ?? HpaMetric.Cpu(Lacking(fields, "target").Length + 1);
        return metric with { Container = container };
    }

    private static HpaMetric ReadTarget(JsonFields fields, HpaMetricSource source, string name)
    {
        var kind = fields.Choice<HpaTargetKind>("type");
        var allowed = kind switch
        {
            HpaTargetKind.Utilization => source is HpaMetricSource.Resource or HpaMetricSource.ContainerResource,
            HpaTargetKind.Value => source is HpaMetricSource.Object or HpaMetricSource.External,
            _ => true,
        };
        if (!allowed)
            fields.Error("type", $"is \"{kind}\", which a metric of type {source} does not have");
        return new(source, name, kind, kind switch
        {
            HpaTargetKind.Utilization => fields.Whole("averageUtilization", 1, 100_000),
            HpaTargetKind.Value => fields.Quantity("value", 0.001, MostValue),
            _ => fields.Quantity("averageValue", 0.001, MostValue),
        });
    }

    private static string Lacking(JsonFields fields, string name)
    {
        fields.Error(name, "is missing");
        return "";
    }
}
