using Berth.Cluster.Scheduling.State;

namespace Berth.Cluster.Scheduling.Predicates;

/// <summary>A rule of Kubernetes on which nodes a pod may be.</summary>
internal interface IPredicate
{
    /// <summary>The rule for one pod and the cluster as it is; null when it does not concern the pod.</summary>
    INodeTest? For(PodInfo pod, ClusterModel model);
}
