using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Berth.Cluster.Tests.Harness;

/// <summary>The objects of the stand-in, with the history that watches are told; what it does is compared with the real server by running the same tests on both.</summary>
internal sealed class StandInStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, JsonObject> _objects = new(StringComparer.Ordinal);
    private readonly List<(long Version, string Kind, string Type, JsonObject Item)> _history = [];
    private readonly List<Channel<bool>> _watchers = [];
    private long _forgotten;

    internal long Version { get; private set; } = 100;

    internal static string Key(string kind, string space, string name) => $"{kind}|{space}|{name}";

    internal JsonObject? Get(string key)
    {
        lock (_lock)
            return _objects.GetValueOrDefault(key)?.DeepClone().AsObject();
    }

    internal (List<JsonObject> Items, long Version) List(string kind)
    {
        lock (_lock)
            return ([.. _objects.Where(each => each.Key.StartsWith(kind + "|", StringComparison.Ordinal)).Select(each => each.Value.DeepClone().AsObject())], Version);
    }

    /// <summary>Puts an object there if the condition on the one that is there holds; what went wrong otherwise.</summary>
    internal StandInFailure? Put(string kind, string space, string name, Func<JsonObject?, (JsonObject? Item, StandInFailure? Failure)> change, out JsonObject? result)
    {
        lock (_lock)
        {
            var key = Key(kind, space, name);
            var before = _objects.GetValueOrDefault(key);
            var (item, failure) = change(before?.DeepClone().AsObject());
            result = item;
            if (failure is not null || item is null)
                return failure;
            item["metadata"]!["resourceVersion"] = (++Version).ToString();
            _objects[key] = item.DeepClone().AsObject();
            Tell(kind, before is null ? "ADDED" : "MODIFIED", item);
            return null;
        }
    }

    internal JsonObject? Delete(string kind, string space, string name)
    {
        lock (_lock)
        {
            if (!_objects.Remove(Key(kind, space, name), out var item))
                return null;
            item["metadata"]!["resourceVersion"] = (++Version).ToString();
            Tell(kind, "DELETED", item);
            return item;
        }
    }

    /// <summary>Forgets the history, as etcd does when it is compacted.</summary>
    internal void Compact()
    {
        lock (_lock)
        {
            _history.Clear();
            _forgotten = ++Version;
        }
    }

    /// <summary>What happened after a version, and what is awaited for more; null when that is forgotten.</summary>
    internal List<(long Version, string Type, JsonObject Item)>? Since(string kind, long version)
    {
        lock (_lock)
            return version < _forgotten ? null : [.. _history.Where(each => each.Kind == kind && each.Version > version).Select(each => (each.Version, each.Type, each.Item))];
    }

    internal Channel<bool> Subscribe()
    {
        var bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        lock (_lock)
            _watchers.Add(bell);
        return bell;
    }

    internal void Unsubscribe(Channel<bool> bell)
    {
        lock (_lock)
            _watchers.Remove(bell);
    }

    private void Tell(string kind, string type, JsonObject item)
    {
        _history.Add((Version, kind, type, item.DeepClone().AsObject()));
        foreach (var bell in _watchers)
            bell.Writer.TryWrite(true);
    }
}

/// <summary>Why the stand-in refuses something.</summary>
internal sealed record StandInFailure(int Code, string Reason, string Message);
