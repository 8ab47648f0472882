using System.Text.RegularExpressions;
using Berth.Acceptance.Harness;

namespace Berth.Acceptance;

public sealed partial class SampleSpecs : Specs
{
    private static readonly string[] Harmless = ["check", "schema", "doctor", "down", "import"];

    public static TheoryData<string> Samples => [.. Directory.GetFiles(Repository.PathOf("samples"), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    [Theory(Timeout = 60 * Seconds)]
    [MemberData(nameof(Samples))]
    public async Task I_can_trust_that_a_sample_is_valid(string sample) => (await Berth("check", sample)).Exits(0).Says("is valid");

    [Fact(Timeout = 300 * Seconds)]
    public async Task I_can_type_every_command_of_the_readme()
    {
        var readme = Repository.PathOf("README.md");
        Assert.SkipUnless(File.Exists(readme), "README.md is not there");
        var commands = Blocks().Matches(await File.ReadAllTextAsync(readme)).SelectMany(block => block.Groups[1].Value.Split('\n'))
            .Select(line => Prompt().Replace(line, "")).Where(line => Command().IsMatch(line)).Select(line => Comment().Replace(line, "").Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        Assert.NotEmpty(commands);
        var help = (await Berth("--help")).Exits(0).Output;
        foreach (var command in commands)
        {
            Assert.True(File.Exists(Repository.PathOf(command[0])), $"there is no {command[0]}");
            if (command[0] != "./berth" || command.Length == 1)
                continue;
            Assert.Matches($@"(?m)^\s+{Regex.Escape(command[1])}\b", help);
            string[] arguments = [.. command.Skip(1).TakeWhile(word => word is not (">" or "|" or "&&")).Select(InRepository)];
            // Names in capitals stand for something of the reader's.
            if (Harmless.Contains(command[1]) && !arguments.Any(argument => Placeholder().IsMatch(argument)))
                (await Berth(arguments)).Exits(0);
            Assert.All(arguments.Where(argument => argument.EndsWith(".yaml", StringComparison.Ordinal) && argument.Contains("samples/", StringComparison.Ordinal)), file => Assert.True(File.Exists(file), $"there is no {file}"));
        }
    }

    private static string InRepository(string word) => Path.Exists(Repository.PathOf(word)) ? Repository.PathOf(word) : word;

    [GeneratedRegex(@"^```[a-z]*\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"^\s*\$ ")]
    private static partial Regex Prompt();

    [GeneratedRegex(@"^\./(berth|test)\b")]
    private static partial Regex Command();

    [GeneratedRegex(@"\s+#.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^[A-Z][A-Z.a-z]*$|\.\.\.|…|<")]
    private static partial Regex Placeholder();
}
