using System.Globalization;
using Berth.Learning.Performance.Data;
using Berth.Model.Files;

namespace Berth.Learning.Performance;

/// <summary>Turns a request into a row, or says what is wrong with it.</summary>
internal sealed class RequestCheck(FeatureSchema schema, ModelCard card)
{
    private readonly ILookup<string, Feature> _parameters = schema.Features.Where(feature => feature.Kind == FeatureKind.Parameter).ToLookup(feature => feature.Function);
    private readonly Dictionary<string, Feature> _initial = schema.Features.Where(feature => feature.Kind == FeatureKind.Initial).ToDictionary(feature => feature.Key);
    private readonly Feature _neighbours = schema.Features[FeatureSchema.Neighbours];

    internal (PerformanceRow Row, IReadOnlyList<string> Warnings, bool SeenSize) Check(PredictionRequest request)
    {
        if (!schema.Functions.Contains(request.Function))
            throw new ArgumentException($"the model knows no function '{request.Function}': {Spelling.Suggest(request.Function, [.. schema.Functions])}");
        var cores = Number("cores", request.Cores, above: true);
        var memory = Number("memory_bytes", request.MemoryBytes, above: true);
        var speed = Number("speed", request.Speed, above: true);
        var neighbours = Number("neighbours", request.Neighbours, above: false);
        var warnings = new List<string>();
        var row = new PerformanceRow
        {
            Function = request.Function, Parameters = Parameters(request, warnings), Cores = cores, MemoryBytes = memory, Speed = speed, Neighbours = neighbours, Initial = Initial(request, warnings),
        };
        var seen = card.Sizes.Any(size => size.Cores == cores && size.MemoryBytes == memory && size.Speed == speed);
        if (!seen)
            warnings.Add(Invariant($"no execution with {cores} cores, {memory} B and speed {speed} was learned from: the interval is that of sizes that were left out"));
        if (neighbours > _neighbours.Most)
            warnings.Add(Invariant($"at most {_neighbours.Most} neighbours were learned from, {neighbours} are asked for"));
        return (row, warnings, seen);
    }

    private SortedDictionary<string, double> Parameters(PredictionRequest request, List<string> warnings)
    {
        var known = _parameters[request.Function].ToList();
        var row = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in request.Parameters.Where(parameter => parameter.Key != FeatureSchema.Seed))
        {
            var feature = known.Find(feature => feature.Key == name) ?? throw Unknown(request.Function, name, known);
            if (!double.IsFinite(value))
                throw new ArgumentException($"parameter '{name}' is {Text(value)}, not a finite number");
            if (!feature.Informative && value != feature.Least && !feature.IsChoice)
                throw new ArgumentException($"parameter '{name}' was always {Text(feature.Least)} in what was learned from; what {Text(value)} does is not known");
            if (value < feature.Least || value > feature.Most)
                warnings.Add($"{name} = {Text(value)} is beyond what was learned from ({Text(feature.Least)} to {Text(feature.Most)})");
            row[name] = value;
        }
        foreach (var feature in known.Where(feature => !row.ContainsKey(feature.Key) && feature.Always && !feature.IsChoice))
            row[feature.Key] = feature.Informative ? throw new ArgumentException($"parameter '{feature.Key}' of {request.Function} is missing") : feature.Least;
        foreach (var choices in known.Where(feature => feature.IsChoice).GroupBy(feature => Named(feature.Key)))
            if (!choices.Any(choice => row.ContainsKey(choice.Key)))
                Choose(request, row, [.. choices]);
        return row;
    }

    /// <summary>A text parameter that always had one value has it; one that had several must be given.</summary>
    private static void Choose(PredictionRequest request, SortedDictionary<string, double> row, IReadOnlyList<Feature> choices)
    {
        if (choices.Count == 1 && !choices[0].Informative)
            row[choices[0].Key] = 1;
        else if (choices.Count > 1)
            throw new ArgumentException($"parameter '{Named(choices[0].Key)}' of {request.Function} is missing; it was one of: {string.Join(", ", choices.Select(choice => choice.Key[(Named(choice.Key).Length + 1)..]))}");
    }

    private Dictionary<string, double> Initial(PredictionRequest request, List<string> warnings)
    {
        var row = _initial.Values.Where(feature => double.IsFinite(feature.Typical)).ToDictionary(feature => feature.Key, feature => feature.Typical);
        foreach (var (name, value) in request.Initial ?? new Dictionary<string, double>())
        {
            var feature = _initial.GetValueOrDefault(name) ?? throw new ArgumentException($"the model knows no metric '{name}': {Spelling.Suggest(name, [.. _initial.Keys])}");
            if (!double.IsFinite(value))
                throw new ArgumentException($"metric '{name}' is {Text(value)}, not a finite number");
            if (value < feature.Least || value > feature.Most)
                warnings.Add($"metric {name} = {Text(value)} is beyond what was learned from ({Text(feature.Least)} to {Text(feature.Most)})");
            row[name] = value;
        }
        return row;
    }

    private static ArgumentException Unknown(string function, string name, List<Feature> known)
    {
        var same = known.Where(feature => feature.IsChoice && Named(feature.Key) == Named(name)).ToList();
        return new(name.Contains('=', StringComparison.Ordinal) && same.Count > 0
            ? $"parameter '{Named(name)}' of {function} was never {name[(Named(name).Length + 1)..]} in what was learned from; it was one of: {string.Join(", ", same.Select(choice => choice.Key[(Named(choice.Key).Length + 1)..]))}"
            : known.Count == 0 ? $"{function} had no parameters in what was learned from, so '{name}' is unknown" : $"{function} had no parameter '{name}' in what was learned from: {Spelling.Suggest(name, [.. known.Select(feature => feature.Key)])}");
    }

    private static string Named(string key) => key.Split('=')[0];

    private static double Number(string name, double value, bool above) =>
        double.IsFinite(value) && (above ? value > 0 : value >= 0) ? value : throw new ArgumentException($"{name} is {Text(value)}, not a finite number {(above ? "above 0" : "of at least 0")}");

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
