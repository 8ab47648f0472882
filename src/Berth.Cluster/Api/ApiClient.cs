using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Berth.Cluster.Access;
using Berth.Cluster.Objects;

namespace Berth.Cluster.Api;

/// <summary>Speaks with an API server. May be used by many at once.</summary>
public sealed class ApiClient : IDisposable
{
    /// <summary>How often a request is sent again that the server refused because it has too much to do.</summary>
    private const int MostAttempts = 8;

    /// <summary>The longest that is waited between two of them.</summary>
    private const int LongestWaitSeconds = 10;

    /// <summary>So long after it was away a server may not know everybody's rights yet.</summary>
    private static readonly TimeSpan New = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly ClusterAccess _access;
    private readonly TimeProvider _time;
    private readonly CredentialHandler _connections;
    private readonly HttpClient _http;
    private long _away = long.MinValue;

    /// <summary>A client; nothing is sent yet.</summary>
    public ApiClient(ClusterAccess access, TimeProvider time)
    {
        (_access, _time) = (access, time);
        _connections = new(access);
        _http = new(_connections, disposeHandler: false)
        {
            BaseAddress = new(access.Server.ToString().TrimEnd('/') + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new("berth", typeof(ApiClient).Assembly.GetName().Version?.ToString(3)));
        _http.DefaultRequestHeaders.Accept.Add(new("application/json"));
    }

    /// <summary>How the cluster is reached.</summary>
    public ClusterAccess Access => _access;

    /// <summary>Sends a request and reads the answer.</summary>
    /// <param name="method">Method.</param>
    /// <param name="path">Address, from that of the server on, with its query.</param>
    /// <param name="body">Content and its media type; null is none.</param>
    /// <param name="answer">How the answer is read.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ApiException">It failed.</exception>
    /// <exception cref="ClusterException">There is no credential.</exception>
    public async Task<T> SendAsync<T>(HttpMethod method, string path, (byte[] Content, string Type)? body, JsonTypeInfo<T> answer, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Longest);
        try
        {
            using var response = await OpenAsync(method, path, body, limit.Token).ConfigureAwait(false);
            var stream = await response.Content.ReadAsStreamAsync(limit.Token).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
                return await JsonSerializer.DeserializeAsync(stream, answer, limit.Token).ConfigureAwait(false) ?? throw new JsonException("the answer is null");
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw new ApiException(0, "Timeout", $"{method} {Address(path)}: no answer within {Longest.TotalSeconds:0} s", exception);
        }
        catch (Exception exception) when (exception is JsonException or HttpRequestException or IOException)
        {
            throw new ApiException(0, "BadAnswer", $"{method} {Address(path)}: the answer cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Sends a request and returns once the head of a good answer is there; the body can be read as it comes.</summary>
    /// <exception cref="ApiException">It failed.</exception>
    /// <exception cref="ClusterException">There is no credential.</exception>
    public async Task<HttpResponseMessage> OpenAsync(HttpMethod method, string path, (byte[] Content, string Type)? body, CancellationToken cancellation)
    {
        var renewed = false;
        for (var attempt = 1; ; attempt++)
        {
            var response = await TryAsync(method, path, body, cancellation).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
                return response;
            using (response)
            {
                var failure = await FailureAsync(method, path, response, cancellation).ConfigureAwait(false);
                if (failure.Code == (int)HttpStatusCode.Unauthorized && !renewed)
                {
                    renewed = true;
                    _access.Credentials.Forget();
                    continue;
                }
                // A refusal for lack of room says that nothing was done, so even a write may be sent again.
                if (failure.Code != (int)HttpStatusCode.TooManyRequests || failure.RetryAfterSeconds is null || attempt == MostAttempts)
                    throw failure;
                await Task.Delay(TimeSpan.FromSeconds(Math.Clamp(failure.RetryAfterSeconds.Value, 1, LongestWaitSeconds)), _time, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Opens a connection on which both sides send messages.</summary>
    /// <param name="path">Address, from that of the server on, with its query.</param>
    /// <param name="protocol">Sub-protocol that both must speak.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ApiException">The server refuses, or is not reached.</exception>
    /// <exception cref="ClusterException">There is no credential.</exception>
    public async Task<WebSocket> OpenSocketAsync(string path, string protocol, CancellationToken cancellation)
    {
        var address = new UriBuilder(new Uri(_http.BaseAddress!, path));
        address.Scheme = address.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(protocol);
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            // Not by the client for objects, which asks for JSON.
            using var connections = new HttpMessageInvoker(_connections, disposeHandler: false);
            await socket.ConnectAsync(address.Uri, connections, cancellation).ConfigureAwait(false);
            return socket;
        }
        catch (WebSocketException exception)
        {
            var code = (int)socket.HttpStatusCode;
            socket.Dispose();
            throw new ApiException(code, code == 0 ? "Unreachable" : ((HttpStatusCode)code).ToString(), $"{Address(path)}: no connection{(code == 0 ? "" : $", {code}")}: {exception.InnerException?.Message ?? exception.Message}", exception);
        }
    }

    /// <summary>A client whose base address is a port of a pod, which is reached through the API server.</summary>
    /// <param name="space">Namespace.</param>
    /// <param name="pod">Pod.</param>
    /// <param name="port">Its port.</param>
    /// <param name="patience">Longest wait for an answer.</param>
    public HttpClient Reach(string space, string pod, int port, TimeSpan patience) => Reach($"{ResourceType.Pods.Path(space)}/{Uri.EscapeDataString(pod)}:{port}/proxy/", patience);

    /// <summary>A client whose base address is within that of the server, and who hears answers as they are, without retries.</summary>
    /// <param name="path">Address, from that of the server on, with its last slash; empty is that of the server.</param>
    /// <param name="patience">Longest wait for an answer.</param>
    internal HttpClient Reach(string path, TimeSpan patience) => new(_connections, disposeHandler: false)
    {
        BaseAddress = new(_http.BaseAddress!, path),
        Timeout = patience,
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _connections.Dispose();
    }

    private async Task<HttpResponseMessage> TryAsync(HttpMethod method, string path, (byte[] Content, string Type)? body, CancellationToken cancellation)
    {
        // By HTTP/2 connections that are dead are noticed; there is no other way for a watch, on which the server may have nothing to say.
        using var request = new HttpRequestMessage(method, path) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        if (body is { } given)
            request.Content = new ByteArrayContent(given.Content) { Headers = { ContentType = new MediaTypeHeaderValue(given.Type) } };
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        }
        catch (HttpRequestException exception) when (exception.InnerException is AuthenticationException unverified)
        {
            throw new ApiException(0, "Unverified", $"{Address(path)}: the server's certificate does not verify against {_access.Origin}: {unverified.Message}; check certificate-authority and tls-server-name", exception);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            // No connection could be made in time: to a server that hangs, for instance.
            NoteAway();
            throw new ApiException(0, "Unreachable", $"{Address(path)}: the API server does not answer: {exception.InnerException?.Message ?? exception.Message}", exception);
        }
        catch (HttpRequestException exception)
        {
            NoteAway();
            throw new ApiException(0, "Unreachable", $"{Address(path)}: the API server cannot be reached: {exception.InnerException?.Message ?? exception.Message}", exception);
        }
    }

    private async Task<ApiException> FailureAsync(HttpMethod method, string path, HttpResponseMessage response, CancellationToken cancellation)
    {
        KubeStatus? status = null;
        var text = "";
        try
        {
            text = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            status = JsonSerializer.Deserialize(text, KubeJson.Of<KubeStatus>());
        }
        catch (Exception exception) when (exception is JsonException or HttpRequestException or IOException)
        {
            // What stands before the server, a proxy for instance, answers in its own words.
        }
        var code = (int)response.StatusCode;
        var what = status?.Message ?? (text.Length is > 0 and < 200 ? text.Trim() : response.ReasonPhrase);
        // The server says it as a cause; before 1.21 not for every kind, but always in words.
        var ends = status?.Details?.Causes?.Any(cause => cause.Reason == "NamespaceTerminating") == true || status?.Message?.Contains("because it is being terminated", StringComparison.Ordinal) == true;
        var advice = response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => $"; the credential of {_access.Origin} is not accepted: it may have expired",
            HttpStatusCode.Forbidden when ends => "",
            HttpStatusCode.Forbidden => "; see docs/deploying.md for the rights that are needed",
            _ => "",
        };
        if (code >= 500)
            NoteAway();
        return new(code, status?.Reason ?? response.StatusCode.ToString(), $"{method} {Address(path)}: {code} {what}{advice}")
        {
            IsNamespaceEnding = ends,
            IsServerNew = Interlocked.Read(ref _away) is not long.MinValue and var away && _time.GetElapsedTime(away) < New,
            RetryAfterSeconds = status?.Details?.RetryAfterSeconds ?? (int?)response.Headers.RetryAfter?.Delta?.TotalSeconds,
        };
    }

    private void NoteAway() => Interlocked.Exchange(ref _away, _time.GetTimestamp());

    private string Address(string path) => new Uri(_http.BaseAddress!, path.Split('?')[0]).ToString();
}
