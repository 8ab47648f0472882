using System.Globalization;
using System.Text.Json;
using Berth.Model.Files;

namespace Berth.Workloads.Functions.Parameters;

/// <summary>Checks what a request gives against the parameters of a function: all mistakes at once.</summary>
internal static class ArgumentReader
{
    /// <summary>Reads a JSON object.</summary>
    /// <param name="parameters">Of the function.</param>
    /// <param name="body">The object; undefined for none, which is all defaults.</param>
    /// <exception cref="ArgumentsException">It is not right.</exception>
    internal static Arguments Read(IReadOnlyList<Parameter> parameters, JsonElement body)
    {
        if (body.ValueKind == JsonValueKind.Undefined)
            return Check(parameters, []);
        if (body.ValueKind != JsonValueKind.Object)
            throw new ArgumentsException([new("", $"the body is {Describe(body)}", "a JSON object of parameters, such as " + Example(parameters), null)]);
        return Check(parameters, [.. body.EnumerateObject().Select(property => (property.Name, Describe(property.Value), Value(property.Value)))]);
    }

    /// <summary>Reads the parameters of a query.</summary>
    /// <param name="parameters">Of the function.</param>
    /// <param name="query">Names and values as they were written.</param>
    /// <exception cref="ArgumentsException">It is not right.</exception>
    internal static Arguments Read(IReadOnlyList<Parameter> parameters, IEnumerable<(string Name, string Text)> query) => Check(parameters,
    [
        .. query.Select(pair => (pair.Name, $"'{pair.Text}'", double.TryParse(pair.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : (double?)null)),
    ]);

    private static Arguments Check(IReadOnlyList<Parameter> parameters, List<(string Name, string Said, double? Value)> given)
    {
        var errors = new List<ArgumentError>();
        var values = new Dictionary<string, double>();
        foreach (var (name, said, value) in given)
        {
            if (parameters.FirstOrDefault(parameter => parameter.Name == name) is not { } parameter)
                errors.Add(new(name, "is no parameter", null, Spelling.Suggest(name, [.. parameters.Select(known => known.Name)])));
            else if (values.ContainsKey(name))
                errors.Add(new(name, "is given twice", "once", null));
            else if (Objection(parameter, value) is { } problem)
                errors.Add(new(name, $"{said} {problem}", parameter.Allowed, Nearest(parameter, value)));
            else
                values[name] = value!.Value;
        }
        foreach (var missing in parameters.Where(parameter => parameter.Default is null && given.TrueForAll(pair => pair.Name != parameter.Name)))
            errors.Add(new(missing.Name, "is missing", missing.Allowed, null));
        return errors.Count == 0 ? new(parameters, values) : throw new ArgumentsException(errors);
    }

    private static string? Objection(Parameter parameter, double? value) => value switch
    {
        null => "is no number",
        _ when !double.IsFinite(value.Value) => "is not finite",
        _ when parameter.Kind == ParameterKind.Integer && value != Math.Floor(value.Value) => "is not whole",
        _ when value < parameter.Least => "is too small",
        _ when value > parameter.Most => "is too large",
        _ => null,
    };

    private static string? Nearest(Parameter parameter, double? value) => value switch
    {
        { } number when double.IsFinite(number) =>
            string.Create(CultureInfo.InvariantCulture, $"nearest: {Math.Clamp(parameter.Kind == ParameterKind.Integer ? Math.Round(number) : number, parameter.Least, parameter.Most):0.######}"),
        _ when parameter.Default is { } usual => string.Create(CultureInfo.InvariantCulture, $"without it: {usual:0.######}"),
        _ => null,
    };

    private static double? Value(JsonElement element) => element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var value) ? value : null;

    private static string Describe(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => element.GetRawText(),
        JsonValueKind.String => $"the text {Short(element.GetRawText())}",
        JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => element.GetRawText(),
        JsonValueKind.Array => "a list",
        _ => "an object",
    };

    private static string Short(string text) => text.Length <= 40 ? text : text[..37] + "...\"";

    private static string Example(IReadOnlyList<Parameter> parameters) =>
        string.Create(CultureInfo.InvariantCulture, $"{{\"{parameters[0].Name}\":{parameters[0].Default ?? 1000:0.###}}}");
}
