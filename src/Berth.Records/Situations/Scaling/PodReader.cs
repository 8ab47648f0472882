using Berth.Policies.Scaling;
using Berth.Policies.Scaling.Hpa;

namespace Berth.Records.Situations.Scaling;

/// <summary>Reads pods.</summary>
internal static class PodReader
{
    private const double MostCores = 1e6, Most = 1e15;

    private enum Status
    {
        Unknown,
        False,
        True,
    }

    internal static ReplicaView Read(JsonFields fields, long now)
    {
        var containers = fields.Objects("containers", container => ReadContainer(container, now));
        var (cores, bytes) = fields.Has("requests") || containers.Count == 0 ? ReadRequests(fields) : Requests(containers);
        var samples = fields.Has("metrics") || containers.Count == 0 ? ReadSamples(fields, now) : Sums(containers);
        var pod = new ReplicaView
        {
            Name = fields.Text("name"),
            Phase = fields.Has("phase") ? fields.Choice<ReplicaPhase>("phase") : ReplicaPhase.Running,
            Leaving = fields.Has("deletionTimestampSeconds") && fields.Moment("deletionTimestampSeconds") is not long.MaxValue,
            Started = fields.MomentOrNull("startTimeSeconds"),
            InFlight = fields.Whole("inFlight", 0, int.MaxValue, 0),
            RequestedCores = cores,
            RequestedBytes = bytes,
            Containers = containers,
            Metrics = [.. samples.Where(sample => sample.Name != HpaMetric.CpuName)],
        };
        if (fields.Object("ready", ready => new Read<(Status Is, long Since)>((ready.Choice<Status>("status"), ready.Moment("lastTransitionTimeSeconds")))) is { Value: var ready })
            (pod.Ready, pod.Lost, pod.ReadySince) = (ready.Is == Status.Unknown ? null : ready.Is == Status.True, ready.Is == Status.Unknown, ready.Since);
        foreach (var sample in samples.Where(sample => sample.Name == HpaMetric.CpuName))
            pod.Cpu = new(sample.Value, sample.Moment, sample.Window);
        return pod;
    }

    private static ContainerView ReadContainer(JsonFields fields, long now)
    {
        var (cores, bytes) = ReadRequests(fields);
        return new(fields.Text("name"), cores, bytes, ReadSamples(fields, now));
    }

    private static (double Cores, double? Bytes) ReadRequests(JsonFields fields)
    {
        var (cores, bytes) = (double.NaN, default(double?));
        fields.Object("requests", requests =>
        {
            if (requests.Has(HpaMetric.CpuName))
                cores = requests.Quantity(HpaMetric.CpuName, 0, MostCores);
            if (requests.Has(HpaMetric.MemoryName))
                bytes = requests.Quantity(HpaMetric.MemoryName, 0, Most);
            return requests;
        });
        return (cores, bytes);
    }

    private static List<ReplicaMetric> ReadSamples(JsonFields fields, long now)
    {
        var samples = new List<ReplicaMetric>();
        foreach (var (name, value) in fields.Entries("metrics"))
            samples.Add(fields.Entry("metrics", name, value, sample => new ReplicaMetric(
                name, sample.Quantity("value", 0, Most), sample.Moment("timestampSeconds", now), sample.Moment("windowSeconds", 0))));
        return samples;
    }

    /// <summary>The requests of a pod are those of its containers; where one asks for none of a resource, the pod does not either.</summary>
    private static (double Cores, double? Bytes) Requests(List<ContainerView> containers) =>
        (containers.Sum(container => container.RequestedCores), containers.TrueForAll(container => container.RequestedBytes is not null) ? containers.Sum(container => container.RequestedBytes) : null);

    /// <summary>Samples of a pod are the sums of its containers'; where one has none of a metric, the pod has none.</summary>
    private static List<ReplicaMetric> Sums(List<ContainerView> containers) =>
        [.. containers.SelectMany(container => container.Metrics).GroupBy(sample => sample.Name).Where(group => group.Count() == containers.Count)
            .Select(group => group.First() with { Value = group.Sum(sample => sample.Value) })];
}
