using System.CommandLine;

namespace Berth.Verbs;

/// <summary>The option of verbs that simulate calls of functions.</summary>
internal static class ModelOption
{
    internal static Option<string?> Make() => new("--model")
    {
        Description = "Model of performance that says what calls of functions take; without it that of the file, or the one that the newest emulated run of this experiment learned.",
    };
}
