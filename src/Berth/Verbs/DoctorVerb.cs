using System.CommandLine;
using Berth.Emulation.World;
using Berth.Output;
using Spectre.Console;

namespace Berth.Verbs;

/// <summary><c>berth doctor</c>: what can be enforced on this machine, what cannot, and the command that would change it.</summary>
internal static class DoctorVerb
{
    internal static Command Make()
    {
        var json = JsonOption.Make();
        var command = new Command("doctor", "Say what can be enforced on this machine, what cannot, and what would change it.") { json };
        command.SetAction(parsed =>
        {
            var findings = Doctor.Examine();
            if (parsed.GetValue(json))
                JsonOutput.Write(new DoctorJson([.. findings.Select(finding => new FindingJson(finding.Subject, finding.State.ToString().ToLowerInvariant(), finding.Text, finding.Command))]));
            else
                Print(findings);
            return findings.Any(finding => finding.State == FindingState.Missing) ? ExitCodes.MachineLacks : ExitCodes.Done;
        });
        return command;
    }

    private static void Print(IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings)
        {
            var mark = finding.State switch { FindingState.Good => "[green]✓[/]", FindingState.Limited => "[yellow]~[/]", _ => "[red]✗[/]" };
            Terminal.Console.MarkupLine($"{mark} {Markup.Escape(finding.Subject),-22} {Markup.Escape(finding.Text)}");
            if (finding.Command is { } command)
                Terminal.Console.MarkupLine($"  {"",-22} [dim]to change it:[/] {Markup.Escape(command)}");
        }
    }
}

/// <summary><c>berth doctor --json</c>.</summary>
internal sealed record DoctorJson(IReadOnlyList<FindingJson> Findings);

/// <summary>One finding; the state is <c>good</c>, <c>limited</c> or <c>missing</c>.</summary>
internal sealed record FindingJson(string Subject, string State, string Text, string? Command);
