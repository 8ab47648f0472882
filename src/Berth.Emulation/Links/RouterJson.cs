using System.Text.Json.Serialization;

namespace Berth.Emulation.Links;

/// <summary>The lines between the router and its parent. Infinity is written by name: a rate may be unlimited.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = false)]
[JsonSerializable(typeof(RouterDocument))]
[JsonSerializable(typeof(RouterCommand))]
[JsonSerializable(typeof(RouterReply))]
internal sealed partial class RouterJson : JsonSerializerContext;
