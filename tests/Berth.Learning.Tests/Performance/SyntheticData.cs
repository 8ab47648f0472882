using Berth.Learning.Performance.Data;
using Berth.Model;

namespace Berth.Learning.Tests.Performance;

/// <summary>Executions as real ones are built: an overhead and work, over speed and cores as far as the function uses them, with neighbours that slow it and noise.</summary>
internal static class SyntheticData
{
    internal const double MiB = 1 << 20;

    private static readonly (string Name, double Cores, double Memory)[] Sizes = [("small", 0.25, 512 * MiB), ("medium", 0.5, 1024 * MiB), ("large", 1, 2048 * MiB), ("xlarge", 2, 4096 * MiB)];

    /// <summary>Rows with continuous parameters, so that no two are alike.</summary>
    internal static PerformanceData Make(int rows, int seed = 1, double noise = 0.05, bool initial = true, int sizes = 4)
    {
        var random = new RandomStream(seed, "synthetic");
        return new([.. Enumerable.Range(0, rows).Select(_ => Row(random, noise, initial, sizes))], [$"synthetic-{rows}-{seed}"], []);
    }

    private static PerformanceRow Row(RandomStream random, double noise, bool initial, int sizes)
    {
        var size = Sizes[random.NextInt(sizes)];
        var function = new[] { "pi", "stress", "dense", "video" }[random.NextInt(4)];
        double Between(double least, double most) => Math.Round(least * Math.Pow(most / least, random.NextDouble()));
        var parameters = function switch
        {
            "pi" => new Dictionary<string, double> { ["num_samples"] = Between(1e5, 1e8) },
            "stress" => new() { ["input"] = Between(1e4, 1e7) },
            "dense" => new() { ["num_samples"] = Between(1000, 20_000), ["epochs"] = 1 + random.NextInt(5), ["batch_size"] = 32, ["num_layers"] = 1 + random.NextInt(3), ["units"] = 32 << random.NextInt(3) },
            _ => new() { ["frames"] = Between(30, 240), ["profile"] = random.NextInt(3) },
        };
        var (overhead, perUnit, parallel) = function switch { "pi" => (0.02, 2e-8, 0.0), "stress" => (0.005, 1e-7, 0.0), "dense" => (0.4, 3e-11, 0.5), _ => (0.3, 4e-8, 0.9) };
        var work = KnownWork.Of(function, parameters);
        var neighbours = random.NextInt(4);
        double Noise() => Math.Exp(noise * random.NextNormal());
        var cpu = (overhead + work * perUnit) * Noise();
        var duration = cpu / Math.Min(size.Cores, 1) / Math.Pow(Math.Max(size.Cores, 1), parallel) * (1 + 0.1 * neighbours) * Noise();
        return new()
        {
            Function = function, Parameters = parameters, Size = size.Name, Cores = size.Cores, MemoryBytes = size.Memory, Neighbours = neighbours,
            Initial = initial ? new Dictionary<string, double> { ["threads"] = 8 + random.NextInt(4), ["resident_bytes"] = 40 * MiB * Noise() } : new Dictionary<string, double>(),
            DurationSeconds = duration, CpuSeconds = cpu, EnergyJoules = (7 * cpu + 0.3 * duration) * Noise(),
            PeakBytes = function switch { "dense" => 90 * MiB + 3200 * parameters["num_samples"], "video" => (120 + 60 * parameters["profile"]) * MiB, _ => 30 * MiB } * Noise(),
        };
    }
}
