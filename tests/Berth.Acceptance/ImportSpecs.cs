using Berth.Acceptance.Harness;

namespace Berth.Acceptance;

public sealed class ImportSpecs : Specs
{
    private const string Configuration = """
        [infrastructure]
        provider = qemu
        cloud_nodes = 1
        edge_nodes = 2
        endpoint_nodes = 4
        cloud_cores = 4
        edge_cores = 2
        endpoint_cores = 1
        cloud_memory = 4
        edge_memory = 2
        endpoint_memory = 1
        cloud_quota = 1.0
        edge_quota = 0.75
        endpoint_quota = 0.5
        network_emulation = True
        wireless_network_preset = 4g

        [benchmark]
        resource_manager = kubeedge
        application = image_classification
        frequency = 5
        """;

    [Fact(Timeout = 60 * Seconds)]
    public async Task I_can_turn_a_configuration_of_the_reference_framework_into_a_valid_experiment()
    {
        var file = Write("edge.cfg", Configuration);
        var printed = (await Berth("import", "continuum", file)).Exits(0);
        (await Berth("import", "continuum", file, "--output", "edge.yaml")).Exits(0);
        Assert.Equal(printed.Output, await File.ReadAllTextAsync(Path.Combine(Folder, "edge.yaml")));
        Assert.Equal(printed.Output, (await Berth("import", "continuum", file, "--json")).Exits(0).Json.GetProperty("experiment").GetString());
        (await Berth("check", "edge.yaml")).Exits(0).Says("edge.yaml is valid");
    }

    [Fact(Timeout = 60 * Seconds)]
    public async Task I_am_told_the_line_of_what_that_format_does_not_allow()
    {
        var file = Write("edge.cfg", Configuration.Replace("edge_nodes = 2", "edge_nodes = many", StringComparison.Ordinal));
        var result = (await Berth("import", "continuum", file)).Exits(2);
        Assert.Contains("edge.cfg:4:", result.Errors, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        var errors = (await Berth("import", "continuum", file, "--json")).Exits(2).Json.GetProperty("errors");
        Assert.Equal(4, errors[0].GetProperty("line").GetInt32());
    }

    [Fact(Timeout = 60 * Seconds)]
    public async Task I_am_told_when_there_is_no_such_configuration()
    {
        (await Berth("import", "continuum", "nowhere.cfg")).Exits(2).Says("nowhere.cfg");
        Write("edge.cfg", Configuration);
        (await Berth("import", "continuum", "edge.cfg", "--output", "no/such/folder.yaml")).Exits(2).Says("no/such/folder.yaml");
    }
}
