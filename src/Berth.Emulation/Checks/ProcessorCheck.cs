using System.Globalization;
using Berth.Emulation.Probes;
using Berth.Emulation.World;
using Berth.Model.Observations;
using Berth.Workloads.Programs;
using Berth.Workloads.Serving;

namespace Berth.Emulation.Checks;

/// <summary>Measures the processor of every node from inside, all nodes at once.</summary>
internal sealed class ProcessorCheck : IDisposable
{
    private const double ShareTolerance = 0.02;
    private const double BurstTolerance = 0.05;
    private const double CalibrationSeconds = 0.8;
    private const int CalibrationRounds = 3;
    private const double MostCorrection = 150_000;
    private const double SaturationSeconds = 1.5;
    private const double SecondsForEachBurst = 2;
    private const int FewestBursts = 4;
    private const int MostBursts = 100;

    private static readonly int[] BurstMilliseconds = [5, 20, 100];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly EmulatedWorld _world;
    private readonly IReadOnlyList<Probe> _probes;

    private ProcessorCheck(EmulatedWorld world, IReadOnlyList<Probe> probes) => (_world, _probes) = (world, probes);

    internal static async Task<ProcessorCheck> StartAsync(EmulatedWorld world, CancellationToken cancellation)
    {
        var command = BerthProgram.Command(CpuProbe.Verb);
        var probes = world.Nodes.SelectMany(node => node.Lanes.Select((lane, index) => new Probe(node, lane, node.Start("probe", index, command, NodeEnvironment.Variables)))).ToList();
        var check = new ProcessorCheck(world, probes);
        try
        {
            foreach (var probe in probes)
                await probe.Process.ReadyAsync(Patience, cancellation).ConfigureAwait(false);
            foreach (var probe in probes)
                world.Slots?.Gate(probe.Lane.Lane);
            return check;
        }
        catch
        {
            check.Dispose();
            throw;
        }
    }

    /// <summary>Lengthens the slots of each lane by what it missed while every lane was busy.</summary>
    internal async Task CalibrateAsync(CancellationToken cancellation)
    {
        if (_world.Slots is not { } slots)
            return;
        for (var round = 0; round < CalibrationRounds; round++)
            foreach (var (probe, text) in await AskAsync(Saturate(CalibrationSeconds), cancellation).ConfigureAwait(false))
            {
                var missed = (probe.Lane.Lane.Speed - Number(text)) * _world.CycleSeconds * 1e9 / _world.SlotsOf(probe.Lane.Lane);
                slots.Lengthen(probe.Lane.Lane, (long)Math.Clamp(missed, -MostCorrection, MostCorrection));
            }
    }

    internal async Task<IReadOnlyList<Check>> MeasureAsync(CancellationToken cancellation)
    {
        var checks = new List<Check>();
        var shares = await AskAsync(Saturate(SaturationSeconds), cancellation).ConfigureAwait(false);
        foreach (var node in shares.GroupBy(answer => answer.Probe.Node))
        {
            var configured = node.Key.Node.Site.Share.Value * Fraction(node.Key);
            var achieved = node.Average(answer => Number(answer.Text)) * _world.Dilation;
            checks.Add(new(node.Key.Node.Name, "cpu share", "of a core", configured, achieved, configured * ShareTolerance, node.Count()));
        }
        foreach (var milliseconds in BurstMilliseconds)
            foreach (var (probe, text) in await AskAsync(probe => $"burst {milliseconds} {Count(probe, milliseconds)}", cancellation).ConfigureAwait(false))
            {
                var times = text.Split(' ').Select(Number).ToList();
                var ideal = milliseconds / (probe.Lane.Lane.Speed * _world.Dilation);
                var name = probe.Node.Lanes.Count == 1 ? probe.Node.Node.Name : probe.Lane.Lane.Name;
                checks.Add(new(name, $"burst {milliseconds} ms", "ms", ideal, times.Average() * 1e-6 / _world.Dilation, ideal * BurstTolerance, times.Count));
            }
        return checks;
    }

    /// <summary>Keeps every core of every node busy for a while.</summary>
    internal async Task KeepBusyAsync(double seconds, CancellationToken cancellation) => await AskAsync(Saturate(seconds), cancellation).ConfigureAwait(false);

    public void Dispose()
    {
        foreach (var probe in _probes)
            probe.Node.Remove(probe.Process);
    }

    private static Func<Probe, string> Saturate(double seconds) => probe => $"saturate {(int)(seconds * 1000)} {probe.Lane.Lane.Cores.Count}";

    private static int Count(Probe probe, int milliseconds) =>
        (int)Math.Clamp(SecondsForEachBurst / (milliseconds * 1e-3 / probe.Lane.Lane.Speed), FewestBursts, MostBursts);

    /// <summary>A node of half a core is one core of half the speed.</summary>
    private static double Fraction(EmulatedNode node) => node.Node.Site.Cpu.Cores < 1 ? node.Node.Site.Cpu.Cores : 1;

    private async Task<IReadOnlyList<(Probe Probe, string Text)>> AskAsync(Func<Probe, string> question, CancellationToken cancellation)
    {
        foreach (var probe in _probes)
            probe.Process.Send(question(probe));
        var answers = new List<(Probe, string)>();
        foreach (var probe in _probes)
            answers.Add((probe, await probe.Process.NextAsync(Patience, cancellation).ConfigureAwait(false)
                ?? throw new EmulationException($"the processor probe on {probe.Node.Node.Name} ended: {probe.Process.LastErrors}")));
        return answers;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Probe(EmulatedNode Node, NodeLane Lane, NodeProcess Process);
}
