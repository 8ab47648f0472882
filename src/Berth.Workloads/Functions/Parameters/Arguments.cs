using System.Text.Json.Nodes;

namespace Berth.Workloads.Functions.Parameters;

/// <summary>Values for all parameters of a function, checked.</summary>
internal sealed class Arguments
{
    private readonly IReadOnlyDictionary<Parameter, double> values;

    internal Arguments(IReadOnlyList<Parameter> parameters, IReadOnlyDictionary<string, double> given) =>
        values = parameters.ToDictionary(parameter => parameter, parameter => given.TryGetValue(parameter.Name, out var value) ? value : parameter.Default!.Value);

    /// <summary>A whole number.</summary>
    internal long Integer(string name) => (long)Number(name);

    /// <summary>A number.</summary>
    internal double Number(string name) => values.First(pair => pair.Key.Name == name).Value;

    /// <summary>All of them, defaults filled in.</summary>
    internal JsonObject ToJson() =>
        new(values.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key.Name, pair.Key.Kind == ParameterKind.Integer ? JsonValue.Create((long)pair.Value) : JsonValue.Create(pair.Value))));
}
