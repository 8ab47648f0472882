using Berth.Cluster.Collecting;

namespace Berth.Cluster.Running;

/// <summary>How an experiment is run on a cluster.</summary>
/// <param name="Image">Image of the program.</param>
/// <param name="Text">The experiment's file, which is kept in its namespace.</param>
/// <param name="Kubelets">How the kubelets are asked for what the pods use.</param>
public sealed record ClusterRunSettings(string Image, string Text, KubeletRoute Kubelets);
