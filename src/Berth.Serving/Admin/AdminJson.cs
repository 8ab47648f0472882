using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Berth.Serving.Admin;

/// <summary>What the admin interface reads and writes, serialised without reflection: it costs less processor time at the start.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(ReplicaRequest))]
[JsonSerializable(typeof(SettingsRequest))]
[JsonSerializable(typeof(SettingsReply))]
[JsonSerializable(typeof(ReplicaReply))]
[JsonSerializable(typeof(ReplicaReply[]))]
[JsonSerializable(typeof(Telemetry))]
[JsonSerializable(typeof(KeptReplica[]))]
internal sealed partial class AdminJson : JsonSerializerContext
{
    /// <summary>With names as they were given.</summary>
    internal static AdminJson Plain { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

/// <summary>Body of <c>PUT /replicas/NAME</c>.</summary>
/// <param name="Url">Where the replica listens, such as <c>http://127.0.0.1:9001</c>.</param>
/// <param name="Slots">Requests that it is given at once; null is the usual number.</param>
internal sealed record ReplicaRequest(string? Url, int? Slots);

/// <summary>Body of <c>PUT /settings</c>; what is null stays.</summary>
/// <param name="AdmitSeconds">Longest wait that a request is taken for; 0 or less takes every one.</param>
/// <param name="DeadlineSeconds">Time until an answer is worth nothing.</param>
internal sealed record SettingsRequest(double? AdmitSeconds, double? DeadlineSeconds);

/// <summary>The settings.</summary>
/// <param name="AdmitSeconds">Null takes every request.</param>
/// <param name="DeadlineSeconds">Time until an answer is worth nothing.</param>
/// <param name="Balance">How requests are bound to replicas.</param>
internal sealed record SettingsReply(double? AdmitSeconds, double DeadlineSeconds, string Balance);

/// <summary>A replica as it is kept in the state file.</summary>
internal sealed record KeptReplica(string Name, string Url, int Slots);
