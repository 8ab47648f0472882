using System.CommandLine;
using System.Text.Json;
using Berth.Model.Files;

namespace Berth.Verbs;

/// <summary><c>berth schema</c>: the JSON Schema of the experiment file, for editors.</summary>
internal static class SchemaVerb
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static Command Make()
    {
        var command = new Command("schema", "Print the JSON Schema of the experiment file.") { JsonOption.Make() };
        command.SetAction(_ => Console.WriteLine(ExperimentFile.Schema(ExperimentArgument.Vocabulary).ToJsonString(Indented)));
        return command;
    }
}
