using System.Net.Http.Json;

namespace Berth.Serving.Admin;

/// <summary>Speaks with the admin interface of a dispatcher.</summary>
/// <param name="client">Reaches it at its base address; disposed with this.</param>
public sealed class DispatcherAdmin(HttpClient client) : IDisposable
{
    /// <summary>Speaks with one that can be reached directly.</summary>
    /// <param name="admin">Its address.</param>
    /// <param name="patience">Longest wait for an answer.</param>
    public DispatcherAdmin(Uri admin, TimeSpan patience)
        : this(new HttpClient { BaseAddress = admin, Timeout = patience })
    {
    }

    /// <summary>What it has counted so far.</summary>
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    /// <exception cref="TaskCanceledException">It does not answer in time.</exception>
    public async Task<Telemetry> ReadAsync(CancellationToken cancellation = default) => (await client.GetFromJsonAsync<Telemetry>("telemetry", cancellation).ConfigureAwait(false))!;

    /// <summary>Gives it a replica, or other slots to one that it has.</summary>
    /// <exception cref="HttpRequestException">It does not answer, or refuses.</exception>
    public async Task AddAsync(string name, Uri replica, int slots, CancellationToken cancellation = default)
    {
        using var answer = await client.PutAsJsonAsync($"replicas/{name}", new { url = replica.ToString().TrimEnd('/'), slots }, cancellation).ConfigureAwait(false);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Has it give a replica no more requests; it is gone from its list when it has answered those that it has. One that it does not know is gone already.</summary>
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    public async Task DrainAsync(string name, CancellationToken cancellation = default)
    {
        using var answer = await client.DeleteAsync($"replicas/{name}", cancellation).ConfigureAwait(false);
    }

    /// <summary>Has it forget a replica that is dead: what that has is given to others. One that it does not know is gone already.</summary>
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    public async Task RemoveAsync(string name, CancellationToken cancellation = default)
    {
        using var answer = await client.DeleteAsync($"replicas/{name}?now=true", cancellation).ConfigureAwait(false);
    }

    /// <summary>Sets the longest wait with which it takes requests, seconds; infinite is no bound.</summary>
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    public async Task AdmitAsync(double seconds, CancellationToken cancellation = default)
    {
        using var answer = await client.PutAsJsonAsync("settings", new { admitSeconds = double.IsInfinity(seconds) ? 0 : seconds }, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
