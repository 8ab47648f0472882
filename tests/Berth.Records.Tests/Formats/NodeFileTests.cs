using System.Globalization;
using Berth.Model;
using Berth.Records.Formats.Nodes;

namespace Berth.Records.Tests.Formats;

public sealed class NodeFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<Site> Read(string format, string text, string? sites = null)
    {
        File.WriteAllText(_folder["nodes.csv"], text);
        if (sites is not null)
            File.WriteAllText(_folder["sites.csv"], sites);
        return NodeFiles.Read(_folder["nodes.csv"], format);
    }

    private string Failure(string format, string text, string? sites = null) =>
        Assert.Throws<FormatException>(() => Read(format, text, sites)).Message.Replace(_folder.Path + "/", "", StringComparison.Ordinal);

    private static string Short(Site site) => string.Create(CultureInfo.InvariantCulture,
        $"{site.Name} {site.Nodes} {site.Cpu} {site.Memory} {site.Gpu?.Count}{site.Gpu?.Model} [{string.Join(' ', site.NodeNames!)}]");

    [Fact]
    public void Openb_nodes_become_a_site_for_each_kind_of_hardware()
    {
        var sites = Read("openb", "sn,cpu_milli,memory_mib,gpu,model\nn-0,32000,262144,0,\nn-1,96000,393216,8,G2\nn-2,32000,262144,0,\nn-3,500,120,2,\n");
        Assert.Equal(["cpu-32c-256g 2 32 256Gi  [n-0 n-2]", "g2-8x-96c-384g 1 96 384Gi 8G2 [n-1]", "gpu-2x-0-5c-0-1g 1 0.5 120Mi 2 [n-3]"], sites.Select(Short));
        Assert.All(sites, site => Assert.True(site is { Tier: Tier.Cloud, Share.Value: 1, Power: null, Grid: null, Pue: 1 }));
    }

    [Fact]
    public void Nodes_of_the_energy_scheduler_have_its_power_and_its_profiles()
    {
        var sites = Read("nodes", "name,cpu,mem,ci_profile\nsmall-0,4,8,static:100\nsmall-1,4,8,static:100\nburst-0,16,32,sine:150:50:3600\n\ngpu-0,32,64,randwalk:100:200:300\n");
        Assert.Equal(["small 2 4 8Gi  [small-0 small-1]", "burst 1 16 32Gi  [burst-0]", "gpu 1 32 64Gi  [gpu-0]"], sites.Select(Short));
        Assert.Equal(new Grid(new(100)), sites[0].Grid);
        Assert.Equal(new Grid(new(150), Wave: new(new(50), new(3600))), sites[1].Grid);
        Assert.Equal(new Grid(new(150), Walk: new(new(100), new(200), new(300))), sites[2].Grid);
        Assert.All(sites, site => Assert.Equal((60, 400, 1), (site.Power!.Idle.Watts, site.Power.Peak.Watts, site.Pue)));
    }

    [Fact]
    public void Sites_beside_them_give_pue_zone_and_a_factor()
    {
        var sites = Read("nodes", "a-0,4,8,static:100,paris,1000\na-1,4,8,,paris\nb-0,4,8,static:100,paris,1000\n", "id,pue,k,ci_region\nparis,1.2,2,FR\n");
        Assert.Equal(["paris 2 4 8Gi  [a-0 b-0]", "paris-2 1 4 8Gi  [a-1]"], sites.Select(Short));
        Assert.Equal((150, 1000, 1.2, 200), (sites[0].Power!.Idle.Watts, sites[0].Power!.Peak.Watts, sites[0].Pue, sites[0].Carbon!.Value.GramsPerKilowattHour));
        Assert.Equal(2 * 56.3, sites[1].Carbon!.Value.GramsPerKilowattHour);
    }

    [Theory]
    [InlineData("openb", "sn,cpu_milli,memory_mib,gpu,model\nn,0,1,0,", "nodes.csv:2: 'cpu_milli' is '0' (a number from 1 to 1000000000 is expected)")]
    [InlineData("openb", "sn,cpu_milli,memory_mib,gpu\n", "nodes.csv:1: there is no column 'model' (is this a file of openb nodes (sn,cpu_milli,memory_mib,gpu,model)?)")]
    [InlineData("nodes", "name,cpu,mem,ci_profile\na,1,1,static\n", "nodes.csv:2: 'ci_profile' is 'static' (write static:100, sine:150:50:3600 or randwalk:100:200:300)")]
    [InlineData("nodes", "a,1,1,sine:50:60:10", "nodes.csv:1: the amplitude 60 of 'ci_profile' is above its mean 50, so the intensity would be negative (lower it)")]
    [InlineData("nodes", "a,1,1,static:-1", "nodes.csv:1: 'ci_profile' is 'static:-1' (write static:100, sine:150:50:3600 or randwalk:100:200:300)")]
    [InlineData("nodes", "a,1,1,static:1,x", "nodes.csv:1: there is no site 'x' in sites.csv (add it there)", "id,pue,k,ci_region\n")]
    [InlineData("nodes", "a,1,1,static:1", "sites.csv:1: 'pue' is '0.5' (a number from 1 to 10 is expected)", "x,0.5,1,FR")]
    public void What_is_wrong_has_its_file_and_line(string format, string text, string message, string? sites = null) => Assert.Equal(message, Failure(format, text, sites));

    [Fact]
    public void An_unknown_format_is_refused_with_a_suggestion() =>
        Assert.Contains("did you mean 'nodes'?", Assert.Throws<ArgumentException>(() => NodeFiles.Read("x", "node")).Message);

    [Fact]
    public void The_real_cluster_has_all_its_nodes()
    {
        var sites = NodeFiles.Read(RealData.Path("openb/nodes.csv"), "openb");
        Assert.Equal((27, 1523, 6212), (sites.Count, sites.Sum(site => site.Nodes), sites.Sum(site => site.Nodes * (site.Gpu?.Count ?? 0))));
        Assert.Equal(1523, new Continuum(sites, []).Nodes.Select(node => node.Name).Distinct().Count());
        Assert.Equal(27, sites.Select(site => site.Name).Distinct().Count());
    }
}
