using Berth.Model.Functions;
using Berth.Workloads.Functions;
using Berth.Workloads.Functions.Parameters;

namespace Berth.Verbs;

/// <summary>The functions that an experiment file may name.</summary>
internal static class Functions
{
    internal static IReadOnlyList<FunctionDescription> All { get; } =
    [
        .. FunctionCatalog.Names.Select(name => new FunctionDescription(name,
        [
            .. FunctionCatalog.ParametersOf(name).Select(parameter => new FunctionParameter(
                parameter.Name, $"{char.ToUpperInvariant(parameter.Meaning[0])}{parameter.Meaning[1..]}.", parameter.Least, parameter.Most, parameter.Kind == ParameterKind.Integer)),
        ])),
    ];
}
