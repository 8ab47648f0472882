using Berth.Cluster.Objects;

namespace Berth.Cluster.Scheduling.State;

/// <summary>What a pod takes of its node, by Kubernetes' rule: its containers together, or its largest init container if that is more, and the overhead.</summary>
internal static class PodRequests
{
    /// <summary>Name of the resource in thousandths.</summary>
    internal const string Cpu = "cpu";

    /// <summary>Name of the resource in bytes.</summary>
    internal const string Memory = "memory";

    /// <summary>Thousandths of cores, bytes, and whole units of everything else.</summary>
    internal static Dictionary<string, double> Of(PodSpec spec)
    {
        var sum = new Dictionary<string, double>();
        foreach (var container in spec.Containers)
            Add(sum, container.Resources?.Requests);
        var (peak, beside) = (new Dictionary<string, double>(), new Dictionary<string, double>());
        foreach (var container in spec.InitContainers ?? [])
        {
            var alone = new Dictionary<string, double>(beside);
            Add(alone, container.Resources?.Requests);
            foreach (var (name, amount) in alone)
                peak[name] = Math.Max(peak.GetValueOrDefault(name), amount);
            if (container.RestartPolicy == "Always")
                beside = alone;
        }
        foreach (var (name, amount) in beside)
            sum[name] = sum.GetValueOrDefault(name) + amount;
        foreach (var (name, amount) in peak)
            sum[name] = Math.Max(sum.GetValueOrDefault(name), amount);
        Add(sum, spec.Overhead);
        return sum;
    }

    /// <summary>An amount of a resource as it is counted here.</summary>
    internal static double Amount(string resource, string quantity) => resource == Cpu ? Quantity.Milli(quantity) : Quantity.Units(quantity);

    private static void Add(Dictionary<string, double> sum, IReadOnlyDictionary<string, string>? requests)
    {
        foreach (var (name, quantity) in requests ?? new Dictionary<string, string>())
            sum[name] = sum.GetValueOrDefault(name) + Amount(name, quantity);
    }
}
