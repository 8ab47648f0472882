using System.CommandLine;
using Berth.Model.Files;
using Berth.Output;
using Berth.Policies.Placement;
using Berth.Policies.Scaling;
using Berth.Policies.Shifting;
using Berth.Records.Situations;

namespace Berth.Verbs;

/// <summary><c>berth decide</c>: asks a policy about a situation outside any run, or asks it again what it was asked in one.</summary>
internal static class DecideVerb
{
    internal static Command Make()
    {
        var file = new Argument<string?>("file") { Description = "Situation (JSON, docs/formats/situation.md), or a file of recorded ones; without it standard input.", Arity = ArgumentArity.ZeroOrOne };
        var policy = new Option<string?>("--policy") { Description = "Policy to ask; without it the one of the situation." };
        var set = new Option<string[]>("--set") { Description = "Option of the policy, NAME=NUMBER; can be repeated." };
        var line = new Option<int?>("--line") { Description = "Which line of a file of recorded situations, from 1; says whether the decision is the same as recorded." };
        var table = new Option<bool>("--table") { Description = "Print a table for people instead of JSON." };
        var json = new Option<bool>("--json") { Description = "Print JSON (docs/json.md); that is what it does without --table." };
        var command = new Command("decide", "Ask any policy about a situation, outside a run.") { file, policy, set, line, table, json };
        command.SetAction(parsed =>
        {
            try
            {
                return Decide(parsed.GetValue(file), parsed.GetValue(policy), parsed.GetValue(set) ?? [], parsed.GetValue(line), parsed.GetValue(table) && !parsed.GetValue(json));
            }
            catch (Exception exception) when (exception is ArgumentException or FormatException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(ErrorText.Of(exception));
            }
            return ExitCodes.BadInput;
        });
        return command;
    }

    private static int Decide(string? file, string? policy, IReadOnlyList<string> settings, int? line, bool table)
    {
        var recorded = SituationReader.Read(line is { } number ? SituationLines.Read(file ?? throw new ArgumentException("--line needs a file"), number) : SituationLines.ReadAll(file));
        var given = PolicySetting.ReadAll(settings);
        var name = policy ?? recorded.Policy;
        CheckPolicy(name, recorded);
        var kept = name == recorded.Policy ? recorded.Options : new Dictionary<string, double>();
        var options = kept.Where(option => !given.ContainsKey(option.Key)).Concat(given).ToDictionary();
        var same = name == recorded.Policy && given.Count == 0;
        var decided = (same ? recorded : recorded.Asking(name, options)).Decide();
        var differences = same && recorded.Answered ? recorded.Differences(decided) : null;
        if (table)
            DecisionOutput.Print(decided, differences);
        else
            DecisionOutput.WriteJson(decided, differences);
        return differences is { Count: > 0 } ? ExitCodes.Missed : ExitCodes.Done;
    }

    private static void CheckPolicy(string name, SituationDocument situation)
    {
        var (what, known) = situation.Placement is not null ? ("where to place tasks", PlacementPolicies.All)
            : situation.Shifting is not null ? ("when to run a job", ShiftingPolicies.All)
            : ("how many replicas a service has", ScalingPolicies.All);
        var names = known.Select(kind => kind.Name).ToList();
        if (name.Length == 0)
            throw new ArgumentException($"the situation names no policy: add --policy NAME (for {what}: {string.Join(", ", names)})");
        if (!names.Contains(name))
            throw new ArgumentException($"there is no policy '{name}' that says {what}: {Spelling.Suggest(name, names)}");
    }
}
