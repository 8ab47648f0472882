using System.CommandLine;
using Berth.Emulation.World;
using Berth.Output;

namespace Berth.Verbs;

/// <summary><c>berth down</c>: removes what killed runs have left. Every run does so too before it begins.</summary>
internal static class DownVerb
{
    internal static Command Make()
    {
        var json = JsonOption.Make();
        var command = new Command("down", "Remove what killed runs have left: processes, control groups, temporary files.") { json };
        command.SetAction(parsed =>
        {
            var removed = Leftovers.Sweep();
            if (parsed.GetValue(json))
                JsonOutput.Write(new DownJson(removed));
            else if (removed.Count == 0)
                Console.WriteLine("Nothing was left.");
            else
                foreach (var line in removed)
                    Console.WriteLine("removed " + line);
            return ExitCodes.Done;
        });
        return command;
    }
}
