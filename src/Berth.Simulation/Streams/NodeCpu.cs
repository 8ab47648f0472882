using Berth.Model;
using Berth.Simulation.Queues;

namespace Berth.Simulation.Streams;

/// <summary>
/// A node: its cores, shared equally by all that runs there (processor sharing, as a fair scheduler does), and the queue of its workers, each of which
/// processes one item at a time.
/// </summary>
internal sealed class NodeCpu
{
    private readonly List<(long Moment, double Busy)> _changes = [(0, 0)];
    private readonly List<(int Item, double Left)> _running = [];
    private readonly int _cores;
    private long _since;

    internal NodeCpu(Node node)
    {
        Node = node;
        var cores = node.Site.Cpu.Cores;
        _cores = Math.Max(1, (int)cores);
        // A node with less than one core has one slower core, as in the emulation.
        Speed = node.Site.Share.Value * Math.Min(1, cores);
        Workers = new(_cores);
    }

    internal Node Node { get; }

    /// <summary>Items that wait for a worker and are processed.</summary>
    internal Station Workers { get; }

    /// <summary>Speed of a core.</summary>
    internal double Speed { get; }

    /// <summary>Changes with everything that starts or ends; an end that was announced for another version never comes.</summary>
    internal int Version { get; private set; }

    internal int Running => _running.Count;

    /// <summary>Starts so many seconds of work on a core of speed 1.</summary>
    internal void Start(int item, double seconds, long now)
    {
        Advance(now);
        _running.Add((item, seconds));
        Changed(now);
    }

    /// <summary>When the next item is done if nothing else happens, and which it is; the first that started wins a tie.</summary>
    internal (long Moment, int Item) NextEnd()
    {
        var first = 0;
        for (var at = 1; at < _running.Count; at++)
            if (_running[at].Left < _running[first].Left)
                first = at;
        return (_since + (long)Math.Ceiling(_running[first].Left / Rate * 1e9), _running[first].Item);
    }

    /// <summary>Ends an item.</summary>
    internal void End(int item, long now)
    {
        Advance(now);
        _running.RemoveAt(_running.FindIndex(each => each.Item == item));
        Changed(now);
    }

    /// <summary>Mean busy part over an interval.</summary>
    internal double Utilization(long from, long to)
    {
        var busy = 0.0;
        for (var at = FirstAt(from); at < _changes.Count && _changes[at].Moment < to; at++)
        {
            var until = at + 1 < _changes.Count ? Math.Min(to, _changes[at + 1].Moment) : to;
            busy += _changes[at].Busy * Math.Max(0, until - Math.Max(from, _changes[at].Moment));
        }
        return busy / (to - from);
    }

    /// <summary>Seconds of work that each running item gets in a second.</summary>
    private double Rate => Speed * Math.Min(1, (double)_cores / _running.Count);

    private void Advance(long now)
    {
        if (_running.Count > 0)
        {
            var done = Rate * ((now - _since) * 1e-9);
            for (var at = 0; at < _running.Count; at++)
                _running[at] = (_running[at].Item, Math.Max(0, _running[at].Left - done));
        }
        _since = now;
    }

    private void Changed(long now)
    {
        Version++;
        _changes.Add((now, Math.Min(1, (double)_running.Count / _cores)));
    }

    /// <summary>The last change that is not after a moment.</summary>
    private int FirstAt(long moment)
    {
        var (low, high) = (0, _changes.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_changes[middle].Moment <= moment)
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }
}
