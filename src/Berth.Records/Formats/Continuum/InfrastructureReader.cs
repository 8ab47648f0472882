namespace Berth.Records.Formats.Continuum;

/// <summary>Reads and checks the section [infrastructure].</summary>
internal sealed class InfrastructureReader(CfgFields fields, List<string> notes)
{
    // What an experiment file takes.
    private const int MostNodes = 1000, MostCores = 1024;

    private static readonly string[] Names = ["cloud", "edge", "endpoint"];

    private readonly List<CfgTier> _tiers = [];
    private bool _emulated;
    private string _preset = "4g";

    internal bool InfrastructureOnly { get; private set; }

    internal string? Provider { get; private set; }

    internal int Nodes(string tier) => _tiers.FirstOrDefault(each => each.Name == tier)?.Nodes ?? 0;

    internal void Error(string key, string message, string? suggestion = null) => fields.Error(key, message, suggestion);

    internal void Read()
    {
        Provider = fields.Word("provider", true, "qemu", "gcp", "aws", "baremetal");
        InfrastructureOnly = fields.Flag("infra_only");
        foreach (var name in Names)
            ReadTier(name);
        if (Names.All(name => Nodes(name) == 0) && Names.All(name => fields.Find($"{name}_nodes") is null or { Value: "0" }))
            fields.Error("cloud_nodes", "there are no nodes: cloud_nodes, edge_nodes and endpoint_nodes are all 0");
        ReadProvider();
        ReadAddresses();
        foreach (var flag in (string[])["cpu_pin", "netperf", "delete"])
            fields.Flag(flag);
        _emulated = fields.Flag("network_emulation");
        CfgRemarks.Note(fields, CfgRemarks.Infrastructure, notes);
    }

    /// <summary>The tiers without so many cloud nodes that only control others.</summary>
    internal IReadOnlyList<CfgTier> Workers(int controllers)
    {
        var workers = _tiers.Select(tier => tier.Name == "cloud" ? tier with { Nodes = tier.Nodes - controllers } : tier).Where(tier => tier.Nodes > 0).ToList();
        return workers.Count > 0 ? workers : _tiers;
    }

    /// <summary>The links of the framework's full mesh; endpoints among each other are not emulated.</summary>
    internal IReadOnlyList<CfgLink> Links()
    {
        if (!_emulated)
            notes.Add("network_emulation is off: the links neither delay nor limit");
        else
            _preset = fields.Word("wireless_network_preset", false, "4g", "5g") ?? "4g";
        var wireless = _preset == "5g" ? 29.66 : 7.21;
        return
        [
            .. Link("cloud", "cloud", "cloud", 0, 0, 1000),
            .. Link("edge", "edge", "edge", 7.5, 2.5, 1000),
            .. Link("cloud", "edge", "cloud_edge", 7.5, 2.5, 1000),
            .. Link("cloud", "endpoint", "cloud_endpoint", 45, 5, wireless),
            .. Link("edge", "endpoint", "edge_endpoint", 7.5, 2.5, wireless),
        ];
    }

    private IEnumerable<CfgLink> Link(string from, string to, string keys, double latency, double jitter, double rate)
    {
        (string Latency, string Jitter, string Rate) names = ($"{keys}_latency_avg", $"{keys}_latency_var", $"{keys}_throughput");
        if (!_emulated)
        {
            // The framework does not even look at these keys then.
            foreach (var key in (string[])[names.Latency, names.Jitter, names.Rate, "wireless_network_preset"])
                fields.Find(key);
            return from == to ? [] : [new(from, to, 0, 0, null)];
        }
        latency = fields.Number(names.Latency, 0, 1e6, sentinel: -1) ?? latency;
        jitter = fields.Number(names.Jitter, 0, 1e6, sentinel: -1) ?? jitter;
        rate = fields.Number(names.Rate, 1, 1e6, sentinel: -1) ?? rate;
        if (jitter > latency && Nodes(from) > 0 && Nodes(to) > 0)
        {
            notes.Add($"{names.Jitter} = {jitter}: cut to the latency, as no packet arrives before it was sent");
            jitter = latency;
        }
        return [new(from, to, latency, jitter, rate)];
    }

    private void ReadTier(string name)
    {
        var nodes = fields.Integer($"{name}_nodes", 0, MostNodes) ?? 0;
        var cores = fields.Integer($"{name}_cores", 1, MostCores, nodes > 0);
        var memory = fields.Integer($"{name}_memory", 1, 1 << 20, nodes > 0);
        var quota = fields.Number($"{name}_quota", 0.1, 1, nodes > 0);
        var read = fields.Integer($"{name}_read_speed", 0, int.MaxValue) ?? 0;
        var write = fields.Integer($"{name}_write_speed", 0, int.MaxValue) ?? 0;
        if (nodes > 0)
            _tiers.Add(new(name, nodes, cores ?? 1, memory ?? 1, quota ?? 1, read, write));
        else if (cores is not null || memory is not null || quota is not null)
            notes.Add($"{name}_cores, {name}_memory, {name}_quota: there are no {name} nodes");
    }

    private void ReadProvider()
    {
        if (Provider is not { } provider)
            return;
        notes.Add($"provider = {provider}: every node is emulated on the machine that Berth runs on");
        if (provider is "gcp" or "aws")
        {
            foreach (var tier in Names)
                fields.Find($"{provider}_{tier}", mandatory: Nodes(tier) > 0);
            string[] account = provider == "gcp" ? ["region", "zone", "project", "credentials"] : ["region", "zone", "access_keys", "secret_access_keys", "ami"];
            foreach (var key in account)
                fields.Find($"{provider}_{key}", mandatory: true);
            notes.Add($"{provider}_*: account, machine types and secrets of a cloud are not needed; there the machine type decides, and cores, memory, quota and disk speeds are ignored, which count here");
        }
        foreach (var other in fields.Others.Where(entry => entry.Key.StartsWith("gcp_", StringComparison.Ordinal) || entry.Key.StartsWith("aws_", StringComparison.Ordinal)).ToList())
        {
            fields.Find(other.Key);
            notes.Add($"{IniReader.Short(other.Key)}: belongs to a provider that is not used");
        }
    }

    private void ReadAddresses()
    {
        if (fields.Find("prefixIP") is { } prefix && !(prefix.Value.Split('.') is [var first, var second] && IsByte(first) && IsByte(second)))
            fields.Error("prefixIP", $"'prefixIP' is '{IniReader.Short(prefix.Value)}', not two numbers from 1 to 254 such as 192.168");
        if ((fields.Integer("middleIP", 1, 254) ?? 100) == (fields.Integer("middleIP_base", 1, 254) ?? 90))
            fields.Error("middleIP", "'middleIP' and 'middleIP_base' are the same network");

        static bool IsByte(string text) => int.TryParse(text, out var number) && number is >= 1 and <= 254;
    }
}
