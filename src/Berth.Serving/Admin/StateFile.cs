using System.Text.Json;
using Berth.Serving.Dispatch;

namespace Berth.Serving.Admin;

/// <summary>Keeps the registered replicas, so that a dispatcher that was killed finds them again.</summary>
/// <param name="path">The file; null keeps nothing.</param>
internal sealed class StateFile(string? path)
{
    /// <summary>What was kept; nothing when there is no file.</summary>
    /// <exception cref="IOException">It cannot be read, or is not what was written.</exception>
    internal IReadOnlyList<KeptReplica> Read()
    {
        if (path is null || !File.Exists(path))
            return [];
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), AdminJson.Default.KeptReplicaArray) ?? [];
        }
        catch (JsonException wrong)
        {
            throw new IOException($"{path} is no list of replicas ({wrong.Message}); remove it to begin with none", wrong);
        }
    }

    /// <summary>Writes the replicas that stay. A reader sees the old file or the new one, never a part.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    internal void Write(IEnumerable<Replica> replicas)
    {
        if (path is null)
            return;
        var kept = replicas.Where(replica => replica.State is not (ReplicaState.Draining or ReplicaState.Gone)).Select(replica => new KeptReplica(replica.Name, replica.Url, replica.Slots));
        var temporary = $"{path}.{Environment.ProcessId}";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes([.. kept], AdminJson.Plain.KeptReplicaArray));
        File.Move(temporary, path, overwrite: true);
    }
}
