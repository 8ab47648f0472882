using Berth.Cluster.Api;
using Berth.Cluster.Objects;
using Berth.Model;

namespace Berth.Cluster.Watching;

/// <summary>
/// Keeps what is known of all objects of a kind: lists them, then watches, and goes on from the last version whenever the watch ends or the server goes away. When
/// that version is forgotten all are listed again, and the listener hears only of what differs.
/// </summary>
/// <param name="resource">The kind.</param>
/// <param name="selection">Which of them.</param>
/// <param name="listener">Hears of them.</param>
/// <param name="time">Clock.</param>
/// <param name="random">Stream of random numbers.</param>
/// <param name="trouble">Is told in words when the server cannot be reached, and with null when it can again; null is nobody.</param>
public sealed class Informer<T>(ApiResource<T> resource, Selection selection, IInformerListener<T> listener, TimeProvider time, RandomStream random, Action<string?>? trouble = null)
    where T : class, IKubeObject
{
    /// <summary>Servers end watches; asking for it after five to ten minutes spreads the return of many clients.</summary>
    private const double ShortestWatchSeconds = 300;

    private readonly Dictionary<ObjectKey, T> _items = [];
    private readonly Backoff _backoff = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5), random);
    private bool _synced;
    private bool _troubled;

    /// <summary>How often all objects were listed.</summary>
    public int Lists { get; private set; }

    /// <summary>How often a watch began.</summary>
    public int Watches { get; private set; }

    /// <summary>Runs until it is cancelled.</summary>
    /// <exception cref="ApiException">The server forbids it, or does not know the kind: waiting would not help.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        string? version = null;
        while (true)
        {
            try
            {
                version ??= await ListAsync(cancellation).ConfigureAwait(false);
                Watches++;
                var timeout = TimeSpan.FromSeconds(ShortestWatchSeconds * (1 + random.NextDouble()));
                var any = false;
                await foreach (var change in resource.WatchAsync(selection, version, timeout, cancellation).ConfigureAwait(false))
                {
                    any = true;
                    version = change.Version;
                    Apply(change);
                    Well();
                }
                // A server that ends watches as soon as they begin must not be asked without a pause.
                if (!any)
                    await Task.Delay(_backoff.Next(), time, cancellation).ConfigureAwait(false);
            }
            catch (ApiException exception) when (exception.IsExpired)
            {
                version = null;
                await Task.Delay(_backoff.Next(), time, cancellation).ConfigureAwait(false);
            }
            catch (ApiException exception) when (exception.IsTransient && exception.Reason != "Unverified")
            {
                _troubled = true;
                trouble?.Invoke(exception.Message);
                await Task.Delay(_backoff.Next(), time, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task<string> ListAsync(CancellationToken cancellation)
    {
        var (items, version) = await resource.ListAsync(selection, cancellation).ConfigureAwait(false);
        Lists++;
        var listed = items.Select(ObjectKey.Of).ToHashSet();
        foreach (var gone in _items.Keys.Where(key => !listed.Contains(key)).ToList())
            Remove(gone, _items[gone]);
        foreach (var item in items)
            if (!_items.TryGetValue(ObjectKey.Of(item), out var known) || known.Metadata.ResourceVersion != item.Metadata.ResourceVersion)
                Put(item);
        if (!_synced)
            listener.Synced();
        _synced = true;
        Well();
        return version;
    }

    private void Apply(WatchChange<T> change)
    {
        if (change.Item is not { } item)
            return;
        if (change.Kind == ChangeKind.Deleted)
            Remove(ObjectKey.Of(item), item);
        else
            Put(item);
    }

    private void Put(T item)
    {
        var key = ObjectKey.Of(item);
        var before = _items.GetValueOrDefault(key);
        // The same name with another identity is another object: the first one's end was missed.
        if (before is not null && before.Metadata.Uid != item.Metadata.Uid)
        {
            listener.Gone(before);
            before = null;
        }
        _items[key] = item;
        listener.Set(item, before);
    }

    private void Remove(ObjectKey key, T last)
    {
        if (_items.Remove(key))
            listener.Gone(last);
    }

    private void Well()
    {
        _backoff.Reset();
        if (_troubled)
            trouble?.Invoke(null);
        _troubled = false;
    }
}
