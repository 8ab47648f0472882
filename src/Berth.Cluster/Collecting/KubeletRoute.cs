namespace Berth.Cluster.Collecting;

/// <summary>How the kubelets of a cluster are asked for metrics.</summary>
public enum KubeletRoute
{
    /// <summary>Through the API server, which needs the right to get <c>nodes/proxy</c>.</summary>
    Proxy,

    /// <summary>Each at its node's address, with the credential for the API server and verified by the same authorities; needs <c>nodes/metrics</c> and <c>nodes/stats</c>.</summary>
    Direct,

    /// <summary>They are not asked.</summary>
    None,
}
