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
    public async Task The_pods_of_a_cluster_can_be_simulated_with_other_policies()
    {
        (await Berth("import", "cluster", "nowhere", "--output", "again")).Exits(2).Says("it has no run.db");
        Write("nodes.csv", "name,site,tier,cores,memory_bytes,gpus,speed,idle_w,peak_w,sleep_w,carbon_g_per_kwh,pue,price_per_kwh\nedge-1,edge,edge,2,4e9,0,0.5,20,65,,120,1,0\nedge-2,edge,edge,4,4e9,0,1,20,65,,120,1,0\n");
        Write("pods.csv", "name,arrival_s,length_s,declared_s,cores,memory_bytes,gpus,priority,nodes\nlab/a,0,60,3600,2,1e9,0,0,\nlab/b,0,30,3600,2,1e9,0,0,edge-1\n");
        Write("experiment.yaml", """
            name: again
            continuum: { import: { file: nodes.csv, format: cluster } }
            jobs: { pods: { trace: { file: pods.csv, format: pods } } }
            compare: { placement: [least-allocated, best-fit] }
            run: { world: simulation, batch: 500, node-queues: none }
            """);
        (await Berth("simulate", "experiment.yaml")).Exits(0);
        var jobs = Directory.GetFiles(Path.Combine(Folder, "runs"), "jobs-1-least-allocated-*.csv", SearchOption.AllDirectories).Select(File.ReadAllLines).Single();
        // b runs twice as long on its slow node.
        Assert.Equal(["lab/a,completed,edge-2,0,0", "lab/b,completed,edge-1,0,0"], jobs.Skip(1).Select(line => string.Join(',', line.Split(',').Take(5))));
        Assert.All(jobs.Skip(1), line => Assert.Equal(60, double.Parse(line.Split(',')[5], System.Globalization.CultureInfo.InvariantCulture), 6));
    }

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
