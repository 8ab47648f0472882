using Berth.Emulation.Processes;
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
    private readonly Dictionary<NodeProcess, ProcessReader> _readers = [];
    private long _last;
    private RecordsException? _failure;

    /// <summary>Samples the processes once, before it returns, and then everything each second.</summary>
    /// <exception cref="RecordsException">A sample could not be kept.</exception>
    internal Sampler(EmulatedWorld world, RunStore store, int deployment, WorldTime time)
    {
        (_world, _store, _deployment, _time) = (world, store, deployment, time);
        _last = MonotonicClock.Now;
        Take(first: true);
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
        var interval = TimeSpan.FromSeconds(IntervalSeconds * _world.Dilation);
        for (var ended = false; !ended;)
        {
            ended = _ended.Wait(interval - TimeSpan.FromMicroseconds((MonotonicClock.Now - _last) / 1000.0) is { Ticks: > 0 } rest ? rest : TimeSpan.Zero);
            Take(first: false);
        }
    }

    /// <summary>Takes a sample; the first is one of processes alone, because nodes have not used anything since the last.</summary>
    private void Take(bool first)
    {
        var now = MonotonicClock.Now;
        var nodes = new List<NodeSample>();
        var processes = new List<ProcessSample>();
        foreach (var node in _world.Nodes)
        {
            var (used, memory) = (0L, 0L);
            foreach (var reader in ReadersOf(node))
            {
                used += reader.TakeCpu();
                if (reader.Sample(_time.Undilate(now)) is not { } sample)
                    continue;
                processes.Add(sample);
                memory += sample.ResidentBytes;
            }
            if (!first)
                nodes.Add(new(node.Node.Name, _time.Undilate(now), (long)((now - _last) / _world.Dilation), used / (node.Capacity * (now - _last)), memory));
        }
        _last = now;
        _nodes.AddRange(nodes);
        _store.AddNodeSamples(_deployment, nodes);
        _store.AddProcessSamples(_deployment, processes);
    }

    /// <summary>Readers of the processes that the node has now; some may have been started since the last time.</summary>
    private List<ProcessReader> ReadersOf(EmulatedNode node)
    {
        var readers = new List<ProcessReader>();
        foreach (var process in node.Processes)
        {
            if (!_readers.TryGetValue(process, out var reader))
                _readers.Add(process, reader = new(node, process));
            readers.Add(reader);
        }
        return readers;
    }

    public void Dispose()
    {
        _ended.Set();
        _thread.Join();
        _ended.Dispose();
        foreach (var reader in _readers.Values)
            reader.Dispose();
    }
}
