namespace Berth.Cluster.Access;

/// <summary>Finds the cluster that is meant: a file that is named, <c>KUBECONFIG</c>, the service account of a pod, or <c>~/.kube/config</c>.</summary>
public static class FindAccess
{
    /// <summary>The access.</summary>
    /// <param name="file">A kubeconfig; null looks in the usual places.</param>
    /// <param name="context">Its context; null is the current one.</param>
    /// <param name="time">Clock.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <exception cref="ClusterException">There is none, or it cannot be used.</exception>
    public static ClusterAccess Find(string? file, string? context, TimeProvider time, Func<string, string?> environment)
    {
        if (file is null && environment("KUBECONFIG") is { Length: > 0 } listed)
            file = listed.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(File.Exists)
                ?? throw new ClusterException($"KUBECONFIG names no file that is there: {listed}");
        if (file is null && InClusterAccess.Find(time, environment) is { } pod)
            return pod;
        file ??= Path.Combine(environment("HOME") ?? "", ".kube", "config");
        return File.Exists(file) ? KubeConfig.Read(file, context, time)
            : throw new ClusterException($"no cluster is known: {file} is missing; set KUBECONFIG or give --kubeconfig FILE");
    }
}
