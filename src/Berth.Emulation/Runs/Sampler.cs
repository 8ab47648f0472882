using Berth.Emulation.Posix;
using Berth.Emulation.World;
using Berth.Model.Observations;
using Berth.Records;
using Berth.Records.Store;
using Berth.Workloads.Clock;

namespace Berth.Emulation.Runs;

/// <summary>Samples every node and process of a world, each second of the world's time, on a thread of its own.</summary>
internal sealed class Sampler : IDisposable
{
    private const double IntervalSeconds = 1;

    private readonly EmulatedWorld _world;
    private readonly RunStore _store;
    private readonly int _deployment;
    private readonly WorldTime _time;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _ended = new();
    private readonly List<NodeSample> _nodes = [];
    private RecordsException? _failure;

    internal Sampler(EmulatedWorld world, RunStore store, int deployment, WorldTime time)
    {
        (_world, _store, _deployment, _time) = (world, store, deployment, time);
        _thread = new Thread(RunOrFail) { IsBackground = true, Name = "sampler" };
        _thread.Start();
    }

    /// <summary>What was sampled; complete after disposal.</summary>
    internal IReadOnlyList<NodeSample> Nodes => _nodes;

    /// <summary>Samples a last time.</summary>
    /// <exception cref="RecordsException">A sample could not be kept.</exception>
    internal void End()
    {
        _ended.Set();
        _thread.Join();
        if (_failure is { } failure)
            throw new RecordsException(failure.Message, failure);
    }

    private void RunOrFail()
    {
        try
        {
            Run();
        }
        catch (RecordsException exception)
        {
            _failure = exception;
        }
    }

    private void Run()
    {
        var readers = _world.Nodes.ToDictionary(node => node, node => node.Processes.Select(process => new ProcessReader(node, process)).ToList());
        var interval = TimeSpan.FromSeconds(IntervalSeconds * _world.Dilation);
        var last = MonotonicClock.Now;
        var ended = false;
        while (!ended)
        {
            ended = _ended.Wait(interval - TimeSpan.FromMicroseconds((MonotonicClock.Now - last) / 1000.0) is { Ticks: > 0 } rest ? rest : TimeSpan.Zero);
            var now = MonotonicClock.Now;
            var nodes = new List<NodeSample>();
            var processes = new List<ProcessSample>();
            foreach (var (node, ofNode) in readers)
            {
                var used = 0L;
                var memory = 0L;
                foreach (var reader in ofNode)
                {
                    var cpu = reader.TakeCpu();
                    used += cpu;
                    if (reader.Sample(cpu, _time.Undilate(now)) is not { } sample)
                        continue;
                    processes.Add(sample);
                    memory += sample.ResidentBytes;
                }
                nodes.Add(new(node.Node.Name, _time.Undilate(now), (long)((now - last) / _world.Dilation), used / (node.Capacity * (now - last)), memory));
            }
            last = now;
            _nodes.AddRange(nodes);
            _store.AddNodeSamples(_deployment, nodes);
            _store.AddProcessSamples(_deployment, processes);
        }
    }

    public void Dispose()
    {
        _ended.Set();
        _thread.Join();
        _ended.Dispose();
    }
}
