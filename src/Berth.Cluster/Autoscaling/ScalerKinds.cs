using Berth.Cluster.Api;

namespace Berth.Cluster.Autoscaling;

/// <summary>Kinds of objects that scaling has to do with.</summary>
internal static class ScalerKinds
{
    /// <summary><c>BerthScaler</c>.</summary>
    internal static ResourceType Scalers { get; } = new("berth.dev", "v1alpha1", "berthscalers", true);

    /// <summary>Kubernetes' own autoscalers, in the version that every cluster has.</summary>
    internal static ResourceType HorizontalPodAutoscalers { get; } = new("autoscaling", "v1", "horizontalpodautoscalers", true);

    /// <summary>The kind of what is scaled. Its plural is that of its kind in lower case, as of every kind that Kubernetes scales itself.</summary>
    internal static ResourceType Of(ScaleTarget target) =>
        target.ApiVersion.Split('/') is [var group, var version] ? new(group, version, target.Kind.ToLowerInvariant() + "s", true) : new("", target.ApiVersion, target.Kind.ToLowerInvariant() + "s", true);
}
