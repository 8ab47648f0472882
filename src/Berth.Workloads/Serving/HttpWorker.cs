using System.Buffers;
using System.Net;
using System.Text.Json;
using Berth.Workloads.Clock;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Berth.Workloads.Serving;

/// <summary>Takes pictures as bodies of <c>POST /</c>. Kestrel without hosting, routing and logging, which a slow node would pay for.</summary>
internal sealed class HttpWorker : IHttpApplication<HttpContext>
{
    private const int LargestBody = 10_000_000;

    private readonly InferenceQueue queue;

    private HttpWorker(InferenceQueue queue) => this.queue = queue;

    /// <summary>Listens until the process ends.</summary>
    /// <exception cref="IOException">The address cannot be listened on.</exception>
    internal static void Start(IPEndPoint address, InferenceQueue queue)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = LargestBody;
        // Links may be as slow as the experiment wants, and dilation makes them slower.
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Limits.KeepAliveTimeout = options.Limits.RequestHeadersTimeout = TimeSpan.FromHours(1);
        options.Listen(address, listen => listen.Protocols = HttpProtocols.Http1);
        // Handlers never block, so that a request needs no further thread: each switch costs a slow node a delay.
        var sockets = new SocketTransportOptions { NoDelay = true, UnsafePreferInlineScheduling = true };
        var transport = new SocketTransportFactory(Options.Create(sockets), NullLoggerFactory.Instance);
        var server = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
        server.StartAsync(new HttpWorker(queue), CancellationToken.None).GetAwaiter().GetResult();
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        try
        {
            if (Objection(context.Request) is { } objection)
                await Refuse(context.Response, objection.Status, objection.Why);
            else
                await Classify(context, (int)context.Request.ContentLength!.Value);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            // The source has gone; it counts the item.
            context.Abort();
        }
    }

    private static (int Status, string Why)? Objection(HttpRequest request) => request switch
    {
        { Path.Value: not "/" } => (StatusCodes.Status404NotFound, "pictures are taken at /"),
        { Method: not "POST" } => (StatusCodes.Status405MethodNotAllowed, "send the picture as the body of a POST"),
        { ContentLength: null } => (StatusCodes.Status411LengthRequired, "say the picture's size in Content-Length"),
        { ContentLength: > LargestBody } => (StatusCodes.Status413PayloadTooLarge, $"the picture has {request.ContentLength} bytes, more than {LargestBody}"),
        _ => null,
    };

    private async Task Classify(HttpContext context, int length)
    {
        var picture = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            await context.Request.Body.ReadExactlyAsync(picture.AsMemory(0, length));
            var request = new HttpPictureRequest(picture, length, MonotonicClock.Now, context.RequestAborted);
            if (queue.TryAdd(request))
                await Write(context.Response, await request.Reply);
            else
                await Refuse(context.Response, WorkerReply.QueueFull, "the queue is full");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(picture);
        }
    }

    private static Task Refuse(HttpResponse response, int status, string why)
    {
        if (status == WorkerReply.QueueFull)
            response.Headers.RetryAfter = "1";
        return Write(response, new WorkerReply { Status = status, Error = why });
    }

    private static async Task Write(HttpResponse response, WorkerReply reply)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(reply with { Replied = MonotonicClock.Now }, ServingJson.Default.WorkerReply);
        response.StatusCode = reply.StatusOrOk;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }
}
