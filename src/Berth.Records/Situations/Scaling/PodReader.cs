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
        var pod = new ReplicaView
        {
            Name = fields.Text("name"),
            Phase = fields.Has("phase") ? fields.Choice<ReplicaPhase>("phase") : ReplicaPhase.Running,
            Leaving = fields.Has("deletionTimestampSeconds") && fields.Moment("deletionTimestampSeconds") is not long.MaxValue,
            Started = fields.Has("startTimeSeconds") ? fields.Moment("startTimeSeconds") : null,
            InFlight = fields.Whole("inFlight", 0, int.MaxValue, 0),
            RequestedCores = double.NaN,
        };
        if (fields.Object("ready", ready => new Read<(Status Is, long Since)>((ready.Choice<Status>("status"), ready.Moment("lastTransitionTimeSeconds")))) is { Value: var ready })
            (pod.Ready, pod.Lost, pod.ReadySince) = (ready.Is == Status.Unknown ? null : ready.Is == Status.True, ready.Is == Status.Unknown, ready.Since);
        fields.Object("requests", requests =>
        {
            if (requests.Has(HpaMetric.CpuName))
                pod.RequestedCores = requests.Quantity(HpaMetric.CpuName, 0, MostCores);
            if (requests.Has(HpaMetric.MemoryName))
                pod.RequestedBytes = requests.Quantity(HpaMetric.MemoryName, 0, Most);
            return requests;
        });
        var samples = new List<ReplicaMetric>();
        foreach (var (name, value) in fields.Entries("metrics"))
            samples.Add(fields.Entry("metrics", name, value, sample => new ReplicaMetric(
                name, sample.Quantity("value", 0, Most), sample.Moment("timestampSeconds", now), sample.Moment("windowSeconds", 0))));
        foreach (var sample in samples.Where(sample => sample.Name == HpaMetric.CpuName))
            pod.Cpu = new(sample.Value, sample.Moment, sample.Window);
        pod.Metrics = [.. samples.Where(sample => sample.Name != HpaMetric.CpuName)];
        return pod;
    }
}
