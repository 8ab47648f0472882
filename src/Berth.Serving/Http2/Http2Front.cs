using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using Berth.Serving.Front;
using Berth.Serving.Http;
using Berth.Serving.Loop;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Berth.Serving.Http2;

/// <summary>HTTP/2 with prior knowledge: Kestrel reads the frames, the loop serves the requests. It starts with the first such connection.</summary>
internal sealed class Http2Front(EventLoop loop, IRequestHandler handler, ServerLimits limits, BodyMemory memory) : IHttpApplication<HttpContext>, IDisposable
{
    private readonly HandedConnections _connections = new();
    private KestrelServer? _server;

    /// <summary>Takes over a connection; on the loop's thread.</summary>
    internal void Take(int descriptor)
    {
        if (_server is null)
        {
            var options = new KestrelServerOptions { AddServerHeader = false };
            options.Limits.MaxRequestBodySize = RequestBuffer.LongestBody;
            options.Limits.MinRequestBodyDataRate = null;
            options.Limits.MinResponseDataRate = null;
            options.Limits.KeepAliveTimeout = TimeSpan.FromTicks(limits.Idle / 100);
            options.Limits.MaxRequestHeadersTotalSize = RequestHead.Longest;
            options.Limits.Http2.MaxStreamsPerConnection = 1000;
            options.Limits.Http2.InitialConnectionWindowSize = options.Limits.Http2.InitialStreamWindowSize = 1 << 20;
            options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            _server = new(Options.Create(options), _connections, NullLoggerFactory.Instance);
            _ = _server.StartAsync(this, CancellationToken.None);
        }
        _connections.Hand(descriptor);
    }

    /// <inheritdoc/>
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    /// <inheritdoc/>
    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    /// <inheritdoc/>
    public async Task ProcessRequestAsync(HttpContext context)
    {
        var body = await ReadBody(context).ConfigureAwait(false);
        if (body.Length < 0)
            return;
        try
        {
            await Serve(context, body.Bytes, body.Length).ConfigureAwait(false);
        }
        finally
        {
            memory.Return(body.Bytes.Length);
            ArrayPool<byte>.Shared.Return(body.Bytes);
        }
    }

    /// <summary>Ends the connections; what is being served is answered first.</summary>
    public void Dispose()
    {
        if (_server is { } server)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            server.StopAsync(patience.Token).ContinueWith(_ => server.Dispose(), TaskScheduler.Default).Wait();
        }
        _connections.DisposeAsync().AsTask().Wait();
    }

    private async Task Serve(HttpContext context, byte[] bytes, int length)
    {
        var request = new Http2Request(loop, handler, context.Request.Method, Target(context.Request), context.Request.ContentType ?? "", Lines(context.Request), Deadline(context.Request))
        {
            BodyBytes = bytes, BodyLength = length,
        };
        loop.Post(() => handler.Handle(request));
        using var gone = context.RequestAborted.Register(() => loop.Post(request.GiveUp));
        var answer = await request.Answered.ConfigureAwait(false);
        if (context.RequestAborted.IsCancellationRequested)
            return;
        context.Response.StatusCode = answer.Status;
        foreach (var line in Encoding.Latin1.GetString(answer.Headers).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
            if (line.IndexOf(':') is var colon && colon > 0)
                context.Response.Headers.Append(line[..colon], line[(colon + 1)..].Trim());
        if (answer.Status is 204 or 304 || HttpMethods.IsHead(context.Request.Method))
            return;
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body).ConfigureAwait(false);
    }

    private async Task<(byte[] Bytes, int Length)> ReadBody(HttpContext context)
    {
        var bytes = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(context.Request.ContentLength ?? 0, 1024, 65_536));
        var filled = 0;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(TimeSpan.FromTicks(limits.Receive / 100));
        try
        {
            while (await context.Request.Body.ReadAsync(bytes.AsMemory(filled), patience.Token).ConfigureAwait(false) is var count && count > 0)
            {
                filled += count;
                if (filled < bytes.Length)
                    continue;
                var larger = ArrayPool<byte>.Shared.Rent(2 * filled);
                if (!memory.TryTake(larger.Length))
                {
                    ArrayPool<byte>.Shared.Return(larger);
                    context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                    context.Response.Headers.RetryAfter = "1";
                    filled = -1;
                    break;
                }
                bytes.AsSpan(0, filled).CopyTo(larger);
                memory.Return(bytes.Length);
                ArrayPool<byte>.Shared.Return(bytes);
                bytes = larger;
            }
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException wrong)
        {
            context.Response.StatusCode = wrong.StatusCode;
            filled = -1;
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            context.Abort();
            filled = -1;
        }
        if (filled < 0)
        {
            memory.Return(bytes.Length);
            ArrayPool<byte>.Shared.Return(bytes);
        }
        return (bytes, filled);
    }

    private static string Target(HttpRequest request) => request.Path.ToUriComponent() + request.QueryString.ToUriComponent();

    private static long Deadline(HttpRequest request) =>
        long.TryParse(request.Headers["X-Deadline-Ms"], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) ? milliseconds : -1;

    private static string Lines(HttpRequest request)
    {
        var lines = new StringBuilder();
        lines.Append("Host: ").Append(request.Host.ToUriComponent()).Append("\r\n");
        foreach (var (name, values) in request.Headers)
        {
            if (name.StartsWith(':') || HeaderNames.KindOf(Encoding.Latin1.GetBytes(name)) is not (HeaderKind.Other or HeaderKind.Deadline))
                continue;
            foreach (var value in values)
                lines.Append(name).Append(": ").Append(value).Append("\r\n");
        }
        return lines.ToString();
    }
}
