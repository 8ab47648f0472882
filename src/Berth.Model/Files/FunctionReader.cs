using Berth.Model.Functions;
using Berth.Model.Jobs;
using Berth.Model.Units;

namespace Berth.Model.Files;

/// <summary>Declares what is executed of functions: a profile, and calls.</summary>
internal sealed class FunctionReader(Vocabulary vocabulary)
{
    internal ProfilePlan ReadProfile(Fields fields) => new(
        ReadFunctions(fields),
        fields.Integer("executions", "How many executions on each site.", 72, 8, 100_000),
        fields.Section("until", "Instead: executions that are chosen by what they tell, until enough is known.", ReadTarget, mandatory: false));

    private static ProfileTarget ReadTarget(Fields fields) => new(
        fields.Quantity<Fraction>("error", "Mean error of durations below which every function must be.", new Fraction(0.1), error => error.Value is >= 0.001 and <= 1 ? null : "it must be from 0.1% to 100%").Value,
        fields.Integer("most", "Most executions in all.", 100, 10, 100_000));

    internal CallGenerator ReadCalls(Fields fields) => new(
        ReadFunctions(fields),
        fields.Quantity<Frequency>("rate", "Mean arrivals, at random distances.", null, rate => rate.PerSecond > 0 ? null : "it must be above 0"),
        fields.Integer("count", "How many calls.", null, 1, 1_000_000));

    private IReadOnlyList<FunctionUse> ReadFunctions(Fields fields) =>
        fields.Map("functions", "Functions by name, with a value or a range for their parameters.", ReadUse, mandatory: true);

    private FunctionUse ReadUse(string name, Fields fields)
    {
        var known = vocabulary.Functions.FirstOrDefault(function => function.Name == name);
        var ranges = new List<ParameterRange>();
        foreach (var parameter in (known is null ? vocabulary.Functions : [known]).SelectMany(function => function.Parameters).DistinctBy(parameter => parameter.Name))
        {
            if (fields.OptionalText(parameter.Name, $"{parameter.Doc} {char.ToUpperInvariant(ParameterRange.Expected[0])}{ParameterRange.Expected[1..]}.") is not { } text)
                continue;
            if (ParameterRange.Parse(text) is not { } range)
                fields.Error(parameter.Name, $"'{parameter.Name}' is '{text}', not {ParameterRange.Expected}");
            else if (known is not null && (range.Least < parameter.Least || range.Most > parameter.Most))
                fields.Error(parameter.Name, $"'{parameter.Name}' is '{text}': it must be from {parameter.Least} to {parameter.Most}");
            else
                ranges.Add(new(parameter.Name, range.Least, range.Most, parameter.IsWhole));
        }
        if (known is null && name.Length > 0)
            fields.Error("weight", $"there is no function '{name}'", Spelling.Suggest(name, [.. vocabulary.Functions.Select(function => function.Name)]));
        return new(name, fields.Number("weight", "How often it is asked for against the others.", 1, 0.001, 1000), ranges);
    }
}
