using System.Text.Json;
using System.Text.Json.Serialization;
using Berth.Model.Observations;
using Berth.Workloads.Sources;

namespace Berth.Workloads.Serving;

/// <summary>What the programs of a node read and write, serialised without reflection: it costs less processor time at their start.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkerSettings))]
[JsonSerializable(typeof(WorkerReply))]
[JsonSerializable(typeof(HealthReply))]
[JsonSerializable(typeof(PredictionReply))]
[JsonSerializable(typeof(SourceSettings))]
[JsonSerializable(typeof(ItemTimeline))]
internal sealed partial class ServingJson : JsonSerializerContext;
