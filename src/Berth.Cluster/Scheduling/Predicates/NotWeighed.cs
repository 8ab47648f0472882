using Berth.Cluster.Scheduling.State;

namespace Berth.Cluster.Scheduling.Predicates;

/// <summary>What is not weighed yet keeps a pod pending, with a word about it, rather than putting it where it may not start: claims of volumes, and namespaces by labels.</summary>
internal sealed class NotWeighed : IPredicate
{
    public INodeTest? For(PodInfo pod, ClusterModel model) => Reason(pod) is { } reason ? new Test(reason) : null;

    /// <summary>What of a pod is not weighed; null when all is.</summary>
    internal static string? Reason(PodInfo pod) =>
        pod.Pod.Spec.Volumes?.FirstOrDefault(volume => volume.PersistentVolumeClaim is not null) is { } volume
            ? $"cannot be told to reach the claim {volume.PersistentVolumeClaim!.ClaimName}: claims of volumes are not weighed"
            : pod.Near.Concat(pod.Apart).Any(TermMatch.AsksNamespaces) ? "cannot be told to suit a namespaceSelector: labels of namespaces are not weighed" : null;

    private sealed class Test(string reason) : INodeTest
    {
        public bool Admits(NodeInfo node) => false;

        public string Why(NodeInfo node) => reason;

        public string Help(IReadOnlyList<NodeInfo> nodes) => "schedulerName default-scheduler";
    }
}
