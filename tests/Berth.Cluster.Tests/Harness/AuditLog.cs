using System.Text.Json;
using System.Text.Json.Nodes;

namespace Berth.Cluster.Tests.Harness;

/// <summary>What service accounts asked of the real server, by its own audit log.</summary>
internal sealed class AuditLog : IDisposable
{
    private const string Policy = """
        apiVersion: audit.k8s.io/v1
        kind: Policy
        omitStages: [RequestReceived]
        rules:
          - { level: None, userGroups: ["system:serviceaccounts:kube-system"] }
          - { level: Metadata, userGroups: ["system:serviceaccounts"] }
          - { level: None }
        """;

    private readonly TempFolder _folder = new();

    internal AuditLog() => Arguments = $"--audit-policy-file={_folder.Write("policy.yaml", Policy)} --audit-log-path={_folder.Write("log", "")}";

    /// <summary>What the server is to be started with.</summary>
    internal string Arguments { get; }

    /// <summary>What a service account has asked so far.</summary>
    internal IReadOnlyList<AuditedRequest> Of(string space, string account)
    {
        using var reader = new StreamReader(new FileStream(Path.Combine(_folder.Path, "log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var user = $"\"system:serviceaccount:{space}:{account}\"";
        // The last line may be being written.
        return [.. reader.ReadToEnd().Split('\n').SkipLast(1).Where(line => line.Contains(user, StringComparison.Ordinal)).Select(AuditedRequest.Read)];
    }

    public void Dispose() => _folder.Dispose();
}

/// <summary>A request as the server's audit log has it.</summary>
/// <param name="Right">What right it takes: verb, group and resource with its sub-resource.</param>
/// <param name="Forbidden">Whether that was lacking.</param>
internal sealed record AuditedRequest(string Right, bool Forbidden)
{
    internal static AuditedRequest Read(string line)
    {
        var request = JsonSerializer.Deserialize<JsonObject>(line)!;
        var about = request["objectRef"];
        var part = (string?)about?["subresource"] is { } sub ? $"/{sub}" : "";
        return new(Packaging.Right.Text((string)request["verb"]!, (string?)about?["apiGroup"] ?? "", $"{about?["resource"]}{part}"), (int?)request["responseStatus"]?["code"] == 403);
    }
}
