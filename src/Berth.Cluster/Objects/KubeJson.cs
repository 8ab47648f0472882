using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Berth.Cluster.Objects;

/// <summary>How objects of the API are read and written: generated, camelCase, without what is not set.</summary>
/// <remarks>Properties with a default have a setter: where a value is left out, generated readers give a property that can only be initialised null instead of its default.</remarks>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Pod))]
[JsonSerializable(typeof(PodSpec))]
[JsonSerializable(typeof(PodAffinity))]
[JsonSerializable(typeof(TopologySpreadConstraint))]
[JsonSerializable(typeof(ObjectList<Pod>))]
[JsonSerializable(typeof(Node))]
[JsonSerializable(typeof(ObjectList<Node>))]
[JsonSerializable(typeof(KubeNamespace))]
[JsonSerializable(typeof(ObjectList<KubeNamespace>))]
[JsonSerializable(typeof(Lease))]
[JsonSerializable(typeof(ObjectList<Lease>))]
[JsonSerializable(typeof(KubeEvent))]
[JsonSerializable(typeof(ObjectList<KubeEvent>))]
[JsonSerializable(typeof(Scale))]
[JsonSerializable(typeof(Autoscaling.Scaler))]
[JsonSerializable(typeof(ObjectList<Autoscaling.Scaler>))]
[JsonSerializable(typeof(Binding))]
[JsonSerializable(typeof(Eviction))]
[JsonSerializable(typeof(KubeStatus))]
[JsonSerializable(typeof(StatsSummary))]
[JsonSerializable(typeof(WatchFrame))]
[JsonSerializable(typeof(Scheduling.Deciding.DecisionNote))]
[JsonSerializable(typeof(ApiGroups))]
[JsonSerializable(typeof(ExecCredential))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(ObjectList<JsonObject>))]
public sealed partial class KubeJson : JsonSerializerContext
{
    /// <summary>How a type is read and written.</summary>
    /// <exception cref="NotSupportedException">It is not among those that are generated.</exception>
    public static JsonTypeInfo<T> Of<T>() =>
        (JsonTypeInfo<T>?)Default.GetTypeInfo(typeof(T)) ?? throw new NotSupportedException($"{typeof(T)} is no type of the API that is read here");
}
