using System.CommandLine;

namespace Berth.Verbs;

/// <summary>The option that every verb takes.</summary>
internal static class JsonOption
{
    internal static Option<bool> Make() => new("--json") { Description = "Print JSON on standard output instead of text (docs/json.md)." };
}
