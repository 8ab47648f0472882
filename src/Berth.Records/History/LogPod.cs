namespace Berth.Records.History;

/// <summary>Which program wrote a log.</summary>
public static class LogPod
{
    /// <summary>By the labels of its stream: <c>pod</c>, else the name of its file.</summary>
    public static string Of(IReadOnlyDictionary<string, string> labels) =>
        labels.GetValueOrDefault(CollectedHistory.Pod) is { Length: > 0 } pod ? pod : OfFile(labels.GetValueOrDefault("filename", ""));

    /// <summary>By the name of its file, as Kubernetes names them: <c>/var/log/containers/POD_NAMESPACE_CONTAINER-ID.log</c>.</summary>
    public static string OfFile(string path) => Path.GetFileNameWithoutExtension(path).Split('_')[0];
}
