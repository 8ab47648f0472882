using Berth.Acceptance.Harness;

namespace Berth.Acceptance;

public sealed class CommandLineSpecs : Specs
{
    [Theory(Timeout = 60 * Seconds)]
    [InlineData("bertha", "bertha")]
    [InlineData("run file.yaml --fast", "--fast")]
    [InlineData("check", "argument missing")]
    public async Task I_am_pointed_to_the_help_when_I_mistype_a_command(string typed, string named)
    {
        var result = (await Berth(typed.Split(' '))).Exits(2);
        Assert.Contains(named, result.Errors, StringComparison.Ordinal);
        Assert.Contains("berth --help", result.Errors, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact(Timeout = 60 * Seconds)]
    public async Task I_can_see_every_command_in_the_help()
    {
        var help = (await Berth("--help")).Exits(0);
        foreach (var verb in (string[])["run", "simulate", "compare", "decide", "whatif", "generate", "dispatch", "scheduler", "autoscale", "load", "collect", "history", "work", "check", "schema", "report", "learn", "profile", "predict", "import", "doctor", "down"])
            Assert.Matches($@"(?m)^\s+{verb}\b", help.Output);
    }

    [Fact(Timeout = 60 * Seconds)]
    public async Task I_can_give_my_editor_the_schema_of_the_file()
    {
        var schema = (await Berth("schema")).Exits(0).Json;
        Assert.StartsWith("https://json-schema.org/draft/", schema.GetProperty("$schema").GetString(), StringComparison.Ordinal);
        var keys = schema.GetProperty("properties").EnumerateObject().Select(property => property.Name);
        Assert.Equal(["compare", "continuum", "jobs", "name", "performance", "policies", "profile", "run", "seed", "services", "workloads"], keys.Order());
    }

    [Fact(Timeout = 60 * Seconds)]
    public async Task I_can_ask_what_my_machine_can_do()
    {
        NeedRoot();
        var text = (await Berth("doctor")).Exits(0);
        Assert.DoesNotContain('\u001b', text.Output);
        var findings = (await Berth("doctor", "--json")).Exits(0).Json.GetProperty("findings").EnumerateArray().ToList();
        foreach (var finding in findings)
        {
            Assert.Contains(finding.GetProperty("state").GetString(), (string[])["good", "limited"]);
            text.Says(finding.GetProperty("subject").GetString()!);
            text.Says(finding.GetProperty("text").GetString()!);
        }
        Assert.Contains(findings, finding => finding.GetProperty("subject").GetString() == "network namespaces");
        Assert.Contains(findings, finding => finding.GetProperty("subject").GetString() == "model");
    }

    [Fact(Timeout = 60 * Seconds)]
    public async Task I_can_clean_up_where_there_is_nothing_to_clean()
    {
        (await Berth("down")).Exits(0);
        Assert.Equal("Nothing was left.\n", (await Berth("down")).Exits(0).Output);
    }

    [Fact(Timeout = 60 * Seconds)]
    public async Task I_am_told_when_a_folder_holds_no_run()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "empty"));
        var result = (await Berth("report", "empty")).Exits(2);
        Assert.Contains("run.db", result.Errors, StringComparison.Ordinal);
    }
}
