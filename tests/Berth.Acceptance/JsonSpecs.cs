using System.Text.Json;
using Berth.Acceptance.Harness;

namespace Berth.Acceptance;

public sealed class JsonSpecs(FinishedRuns runs) : Specs
{
    [Theory(Timeout = 60 * Seconds)]
    [InlineData("doctor --json", "command findings state subject text")]
    [InlineData("down --json", "removed")]
    [InlineData("check wrong.yaml --json", "column errors file line message suggestion valid variants")]
    [InlineData("check right.yaml --json", "errors file valid variants")]
    [InlineData("import continuum wrong.cfg --json", "column errors experiment file line message suggestion")]
    public async Task I_can_rely_on_the_names_in_the_json_of(string command, string names)
    {
        Write("right.yaml", new ExperimentText().ToString());
        Write("wrong.yaml", "name: 1\nplaces: 2\n");
        Write("wrong.cfg", "[infrastructure]\ncloud_nodes = some\n");
        AssertNames(names, (await Berth(command.Split(' '))).Json);
    }

    [Fact(Timeout = 240 * Seconds)]
    public async Task I_can_rely_on_the_names_in_the_json_of_a_run()
    {
        const string names = "accuracyPercent answer best bounds carbonPerItemG checksFailed checksTotal completed dilation downlink energyBy energyPerItemJ exitCode " +
            "experiment failures interrupted items jobWorlds jobs latencyMeanMs latencyP50Ms latencyP95Ms latencyP99Ms lostFailed lostRefused lostTimedOut model partsMeanMs " +
            "placement preprocess processing profiles queue repetitions reply report results runFolder send serviceWorlds services sloMet sourceLoadPercent unschedulable uplink variant workerLoadPercent workload worlds";
        var json = (await runs.Mqtt).Result.Json;
        AssertNames(names, json);
        Assert.Equal(0, json.GetProperty("exitCode").GetInt32());
        Assert.Equal(20 * 2, json.GetProperty("results").EnumerateArray().Sum(row => row.GetProperty("completed").GetInt32()));
    }

    private static void AssertNames(string expected, JsonElement json)
    {
        var names = Names(json).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.Equal(expected.Split(' '), names);
        var page = Repository.PathOf("docs", "json.md");
        Assert.SkipUnless(File.Exists(page), "docs/json.md is not there");
        var documented = File.ReadAllText(page);
        Assert.All(names, name => Assert.Contains(name, documented, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Names(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => Names(property.Value).Prepend(property.Name)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Names),
        _ => [],
    };
}
