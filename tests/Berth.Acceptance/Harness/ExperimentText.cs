namespace Berth.Acceptance.Harness;

/// <summary>A small experiment; each specification says what differs.</summary>
internal sealed record ExperimentText
{
    internal string Placement { get; init; } = "[edge]";

    internal string Rate { get; init; } = "10/s";

    internal string Picture { get; init; } = "20kB";

    internal string Workload { get; init; } = "";

    internal string Link { get; init; } = "latency: 5ms, rate: 50Mbit/s";

    internal string? Within { get; init; }

    internal int Endpoints { get; init; } = 1;

    internal string Shares { get; init; } = "0.5";

    internal string EndpointShares { get; init; } = "0.3";

    internal string Duration { get; init; } = "1s";

    internal string Warmup { get; init; } = "200ms";

    internal string Run { get; init; } = "";

    internal string SelfCheck { get; init; } = "skip";

    public override string ToString() => $$"""
        name: acceptance
        seed: 7
        continuum:
          sites:
            edge:     { nodes: 1, cpu: 1, share: {{Shares}}, memory: 1Gi, power: { idle: 20W, peak: 65W }, carbon: { intensity: 100g/kWh } }
            endpoint: { nodes: {{Endpoints}}, cpu: 1, share: {{EndpointShares}}, memory: 1Gi, power: { idle: 2W, peak: 7W }, carbon: { intensity: 100g/kWh } }
          links:
            - { between: [endpoint, edge], {{Link}} }{{(Within is null ? "" : $"\n    - {{ within: endpoint, {Within} }}")}}
        workloads:
          camera: { kind: image-classification, source: endpoint, rate: {{Rate}}, picture: {{Picture}}, {{Workload}} }
        compare: { placement: {{Placement}} }
        run: { duration: {{Duration}}, warmup: {{Warmup}}, self-check: {{SelfCheck}}, {{Run}} }
        """;
}
