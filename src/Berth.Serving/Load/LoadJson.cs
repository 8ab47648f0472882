using System.Text.Json;
using System.Text.Json.Serialization;

namespace Berth.Serving.Load;

/// <summary>What a load process reads, without reflection: it costs less processor time at its start.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LoadSettings))]
internal sealed partial class LoadJson : JsonSerializerContext;
