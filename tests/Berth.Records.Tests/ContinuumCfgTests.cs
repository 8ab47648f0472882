using Berth.Accounting;
using Berth.Model;
using Berth.Model.Files;
using Berth.Policies.Placement;
using Berth.Records.Formats.Continuum;

namespace Berth.Records.Tests;

public sealed class ContinuumCfgTests
{
    private static readonly Vocabulary Vocabulary = new(PlacementPolicies.All, [], [], [], new Dictionary<string, ServiceProfile> { ["image-classification"] = new(default, default, new(0.01), default, default) }, CarbonZones.Means, [], [], [], [], [], (_, _) => []);

    private static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "continuum", name + ".cfg");

    /// <summary>The experiment that the imported text is read as.</summary>
    private static (Experiment Experiment, string Yaml) Imported(string name)
    {
        var result = ContinuumCfg.Import(Fixture(name));
        Assert.Empty(result.Errors.Select(error => error.Format(name)));
        var read = ExperimentFile.Parse(result.Yaml!, Vocabulary, "/");
        Assert.Empty(read.Errors.Select(error => error.Format("imported") + "\n" + result.Yaml));
        return (read.Variants.Single().Experiment, result.Yaml!);
    }

    private static string Site(Site site) =>
        $"{site.Name} {site.Nodes}x{site.Cpu} {site.Memory} {site.Share} {site.Disk?.Read} {site.Disk?.Write}".TrimEnd();

    private static string Link(Link link) => $"{link.From}>{link.To} {link.Latency} {link.Rate}".TrimEnd();

    [Fact]
    public void Cloud_offloading_loses_its_controller_and_keeps_the_4g_link()
    {
        var (experiment, yaml) = Imported("cloud");
        Assert.Equal(("cloud", 60), (experiment.Name, experiment.Run.Duration.Seconds));
        Assert.Equal(["cloud 2x4 4Gi 1", "endpoint 4x1 1Gi 0.5"], experiment.Continuum.Sites.Select(Site));
        Assert.Equal(
            ["cloud>cloud 0ns 1Gbit/s", "cloud>endpoint 45ms ± 5ms 7.21Mbit/s", "endpoint>cloud 45ms ± 5ms 7.21Mbit/s"],
            experiment.Continuum.Links.Select(Link));
        Assert.Equal(["cloud"], experiment.Placements);
        var workload = experiment.Workloads.Single();
        Assert.Equal(("endpoint", 5, Transport.Mqtt), (workload.Source, workload.Rate.PerSecond, workload.Transport));
        foreach (var key in (string[])["provider", "cpu_pin", "netperf", "external_physical_machines", "middleIP", "middleIP_base", "docker_pull", "application_worker_cpu", "applications_per_worker"])
            Assert.Contains($"# - {key} = ", yaml);
        Assert.Contains("# - resource_manager = kubernetes: work goes to the cloud nodes", yaml);
        Assert.Contains("latency varies evenly", yaml);
        Assert.DoesNotContain("Disk speeds", yaml);
    }

    [Fact]
    public void Edge_offloading_has_5g_overrides_disk_rates_and_no_cloud()
    {
        var (experiment, _) = Imported("edge");
        Assert.Equal(["edge 2x2 2Gi 0.75 800Mbit/s 400Mbit/s", "endpoint 4x1 1Gi 0.5"], experiment.Continuum.Sites.Select(Site));
        Assert.Equal(
            ["edge>edge 7.5ms ± 2.5ms 1Gbit/s", "edge>endpoint 12ms ± 3.5ms 29.66Mbit/s", "endpoint>edge 12ms ± 3.5ms 29.66Mbit/s"],
            experiment.Continuum.Links.Select(Link));
        Assert.Equal(["edge"], experiment.Placements);
        Assert.Equal(300, experiment.Run.Duration.Seconds);
    }

    [Fact]
    public void Mist_reaches_the_same_machines_and_a_variation_never_exceeds_its_latency()
    {
        var (experiment, yaml) = Imported("mist");
        Assert.Equal(["edge 1x2 1Gi 0.5", "endpoint 2x1 1Gi 0.25"], experiment.Continuum.Sites.Select(Site));
        Assert.Equal("edge>endpoint 1ms ± 1ms 100Mbit/s", Link(experiment.Continuum.Links[0]));
        Assert.Equal(["edge"], experiment.Placements);
        Assert.Contains("edge_endpoint_latency_var = 2: cut to the latency", yaml);
        Assert.Contains("strong neighbours", yaml);
    }

    [Fact]
    public void Local_processing_needs_no_link()
    {
        var (experiment, yaml) = Imported("local");
        Assert.Empty(experiment.Continuum.Links);
        Assert.Equal(["local"], experiment.Placements);
        Assert.Contains("application_endpoint_cpu = 0.5: a source may use its whole node", yaml);
    }

    [Fact]
    public void Functions_become_requests_references_are_expanded_and_ignored_keys_are_named()
    {
        var (experiment, yaml) = Imported("functions");
        Assert.Equal("cloud 1x4 4Gi 1", Site(experiment.Continuum.Sites[0]));
        Assert.Equal("cloud>endpoint 20ms ± 5ms 7.21Mbit/s", Link(experiment.Continuum.Links[0]));
        Assert.Equal(Transport.Http, experiment.Workloads.Single().Transport);
        Assert.Contains("kube_versoin (line 21): the framework ignores this key; did you mean 'kube_version'?", yaml);
        Assert.Contains("[notes]: the framework ignores this section", yaml);
        Assert.DoesNotContain("# - cores", yaml);
    }

    [Fact]
    public void Machines_alone_become_a_continuum_with_a_stand_in_and_no_secret_is_copied()
    {
        var (experiment, yaml) = Imported("machines");
        Assert.Equal(["cloud 2x2 8Gi 1"], experiment.Continuum.Sites.Select(Site));
        Assert.Contains("# A stand-in", yaml);
        Assert.Contains("infra_only = True", yaml);
        Assert.DoesNotContain("AKIA", yaml);
        Assert.DoesNotContain("verysecret", yaml);
    }

    [Fact]
    public void A_benchmark_of_kubernetes_itself_keeps_its_machines_and_says_what_is_missing()
    {
        var (experiment, yaml) = Imported("control-plane");
        Assert.Equal(["cloud 4x4 16Gi 1"], experiment.Continuum.Sites.Select(Site));
        Assert.Equal(["local"], experiment.Placements);
        foreach (var note in (string[])["application = empty_kata: it measures Kubernetes itself", "runtime = kata-fc", "sleep_time = 60", "observability = True"])
            Assert.Contains(note, yaml);
        Assert.DoesNotContain("example.json", yaml);
    }

    [Fact]
    public void Bare_metal_works_in_its_one_cloud_node()
    {
        var (experiment, yaml) = Imported("bare-metal");
        Assert.Equal(["cloud 1x4 16Gi 1", "endpoint 2x2 4Gi 0.5"], experiment.Continuum.Sites.Select(Site));
        Assert.Equal("cloud>endpoint 0ns", Link(experiment.Continuum.Links[0]));
        Assert.Equal(["cloud"], experiment.Placements);
        Assert.Contains("network_emulation is off", yaml);
        Assert.Contains("imported as it is meant", yaml);
    }

    [Fact]
    public void Everything_that_is_wrong_is_listed_with_its_line()
    {
        var result = ContinuumCfg.Import(Fixture("wrong"));
        Assert.Null(result.Yaml);
        Assert.Equal(
            """
            wrong.cfg:1:1: 'frequency = 5' stands before the first section (begin with [infrastructure])
            wrong.cfg:2:1: the key 'edge_memory' is missing in [infrastructure]
            wrong.cfg:3:12: 'provider' is 'docker', not one of qemu, gcp, aws, baremetal
            wrong.cfg:4:15: 'cloud_nodes' is 'two', not a whole number from 0 to 1000
            wrong.cfg:7:14: 'edge_cores' is '2   # inline comments are part of the value', not a whole number from 1 to 1024 (a comment needs a line of its own in this format)
            wrong.cfg:8:14: 'edge_quota' is '1.5', not a number from 0.1 to 1
            wrong.cfg:10:19: 'endpoint_memory' is '0.5', not a whole number from 1 to 1048576
            wrong.cfg:12:1: the key 'endpoint_quota' is there twice, first in line 11 (keep one)
            wrong.cfg:13:21: 'network_emulation' is 'maybe', not True or False
            wrong.cfg:14:12: 'prefixIP' is '192.168.1', not two numbers from 1 to 254 such as 192.168
            wrong.cfg:15:12: 'middleIP' and 'middleIP_base' are the same network
            wrong.cfg:16:13: '100%' has a '%' that refers to no key (write %% for a percent sign)
            wrong.cfg:17:1: 'a line' is neither a section, a key with its value, nor a comment (write key = value)
            wrong.cfg:19:20: kubeedge needs exactly one cloud node, the controller, and at least one edge node; there are 0 cloud, 1 edge and 3 endpoint nodes
            wrong.cfg:20:15: 'application' is 'image_clasification', not one of image_classification, empty, empty_kata, mem_usage, stress (did you mean 'image_classification'?)
            wrong.cfg:21:13: 'frequency' is '0', not a whole number from 1 to 10000
            wrong.cfg:22:26: 'application_worker_cpu' is '0', not a number from 0.001 to 1000000
            wrong.cfg:23:1: the section [infrastructure] is there twice, first in line 2 (join the two)
            """,
            string.Join("\n", result.Errors.Select(error => error.Format("wrong.cfg"))));
    }

    [Theory]
    [InlineData("cloud", "cloud_nodes = 3", "cloud_nodes = 1", "so there is no worker")]
    [InlineData("cloud", "cloud_nodes = 3", "cloud_nodes = 4", "4 endpoints cannot be shared equally by 3 workers")]
    [InlineData("cloud", "cloud_nodes = 3", "cloud_nodes = 3\nedge_nodes = 1\nedge_cores = 1\nedge_memory = 1\nedge_quota = 1", "kubernetes needs at least one cloud node and no edge nodes")]
    [InlineData("cloud", "endpoint_nodes = 4", "endpoint_nodes = 0", "needs at least one endpoint")]
    [InlineData("edge", "endpoint_nodes: 4", "endpoint_nodes: 3", "3 endpoints cannot be shared equally by 2 edge nodes")]
    [InlineData("mist", "edge_nodes = 1", "edge_nodes = 0", "mist needs no cloud nodes")]
    [InlineData("control-plane", "cloud_nodes = 5", "cloud_nodes = 1", "kube_kata needs at least two cloud nodes")]
    [InlineData("control-plane", "devmapper", "overlayfs", "kata-fc cannot use overlayfs")]
    [InlineData("control-plane", "sleep_time = 60", "", "'sleep_time' is missing")]
    [InlineData("control-plane", "empty_kata", "stress", "needs resource_manager = kubecontrol")]
    [InlineData("control-plane", "gcp_zone = \"europe-west4-a\"", "gcp_zone =", "'gcp_zone' must have a value")]
    [InlineData("machines", "aws_cloud = \"t3.large\"", "", "'aws_cloud' is missing")]
    [InlineData("machines", "cloud_nodes = 2", "cloud_nodes = 0", "there are no nodes")]
    [InlineData("machines", "infra_only = True", "", "the section [benchmark] is missing")]
    [InlineData("functions", "resource_manager = kubernetes", "resource_manager = none", "openfaas needs resource_manager = kubernetes")]
    [InlineData("functions", "%(cores)s", "%(cpus)s", "refers to no key")]
    [InlineData("functions", "cores = 4", "cores = %(cores)s", "refers to no key")]
    [InlineData("local", "[infrastructure]", "[Infrastructure]", "[infrastructure] is missing")]
    [InlineData("local", "resource_manager = none", "resource_manager = none\nresource_manager_only = True", "runs none")]
    [InlineData("local", "resource_manager = none", "resource_manager = none\nobservability = True", "observability is not available with none")]
    [InlineData("local", "frequency = 5", "", "'frequency' is missing")]
    [InlineData("local", "frequency = 5", "frequency = 5\n  6", "'frequency' is '5 6'")]
    public void What_the_format_does_not_allow_is_an_error(string fixture, string original, string changed, string message)
    {
        var text = File.ReadAllText(Fixture(fixture));
        Assert.Contains(original, text);
        var result = ContinuumCfg.Parse(text.Replace(original, changed, StringComparison.Ordinal), fixture);
        Assert.Contains(message, string.Join("\n", result.Errors.Select(error => error.Format(fixture))));
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error() =>
        Assert.Contains("cannot be read", ContinuumCfg.Import("/nowhere/x.cfg").Errors.Single().Message);

    [Fact]
    public void Mutated_files_give_errors_or_experiments_that_can_be_read()
    {
        var originals = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "continuum")).Order(StringComparer.Ordinal).Select(File.ReadAllText).ToArray();
        var stream = new RandomStream(3, "mutations");
        var valid = 0;
        for (var round = 0; round < 2000; round++)
        {
            var text = originals[stream.NextInt(originals.Length)];
            for (var change = stream.NextInt(4); change >= 0; change--)
                text = Mutate(text, originals, stream);
            var result = ContinuumCfg.Parse(text, "mutated.cfg");
            Assert.Equal(result.Yaml is null, result.Errors.Count > 0);
            Assert.All(result.Errors, error => Assert.InRange(error.Line, 0, text.Count(letter => letter == '\n') + text.Count(letter => letter is '\r' or '\f' or '\u0085' or '\u2028' or '\u2029') + 1));
            if (result.Yaml is null)
                continue;
            valid++;
            var read = ExperimentFile.Parse(result.Yaml, Vocabulary, "/");
            Assert.True(read.Errors.Count == 0, string.Join("\n", read.Errors.Select(error => error.Format("imported"))) + "\n" + result.Yaml + "\n" + text);
        }
        Assert.InRange(valid, 100, 1900);
    }

    private static string Mutate(string text, string[] originals, RandomStream stream)
    {
        string[] values = ["", "0", "-1", "1e9", "999999999999", "nan", "inf", "0.1", "True", "4g", "%", "%%", "%(provider)s", "ü\u2028\u0007", "2 ; x", "[x]", "gcp", "mist", "none"];
        var lines = text.Split('\n').ToList();
        var at = stream.NextInt(lines.Count);
        switch (stream.NextInt(7))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(at, lines[stream.NextInt(lines.Count)]);
                break;
            case 2 when lines[at].Contains('='):
                lines[at] = lines[at][..(lines[at].IndexOf('=') + 1)] + " " + values[stream.NextInt(values.Length)];
                break;
            case 3 when lines[at].Length > 0:
                lines[at] = lines[at].Remove(stream.NextInt(lines[at].Length), 1);
                break;
            case 4:
                lines[at] = lines[at].Insert(stream.NextInt(lines[at].Length + 1), ((char)stream.NextInt(0x250)).ToString());
                break;
            case 5:
                lines[at] = " " + lines[at];
                break;
            default:
                var other = originals[stream.NextInt(originals.Length)].Split('\n');
                lines[at] = other[stream.NextInt(other.Length)];
                break;
        }
        return string.Join('\n', lines);
    }
}
