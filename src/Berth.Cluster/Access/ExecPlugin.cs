namespace Berth.Cluster.Access;

/// <summary>A program that gives credentials, as a kubeconfig names it.</summary>
/// <param name="Command">The program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Environment">What its environment has beside that of this program.</param>
/// <param name="ApiVersion">Version of the exchange: <c>client.authentication.k8s.io/v1</c>.</param>
/// <param name="InstallHint">What the configuration says about how to get it; null is nothing.</param>
/// <param name="Cluster">What it is told of the cluster; null is nothing.</param>
public sealed record ExecPlugin(
    string Command,
    IReadOnlyList<string> Arguments,
    IReadOnlyList<KeyValuePair<string, string>> Environment,
    string ApiVersion,
    string? InstallHint,
    Objects.ExecCluster? Cluster);
