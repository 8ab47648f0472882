using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Berth.Workloads.Clock;
using Berth.Workloads.Serving.Metrics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Berth.Workloads.Serving;

/// <summary>Takes pictures as bodies of <c>POST /</c> and as forms of <c>POST /predict</c>, and says of itself what <c>/health</c> and <c>/metrics</c> ask.</summary>
internal sealed class HttpWorker(ReplicaState state) : IHttpApplication<HttpContext>
{
    private const int LargestBody = 10_000_000;

    /// <summary>Listens until it is stopped, or the process ends.</summary>
    /// <exception cref="IOException">The address cannot be listened on.</exception>
    internal static HttpServer Start(IPEndPoint address, ReplicaState state) => HttpServer.Start(address, new HttpWorker(state));

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var begun = MonotonicClock.Now;
        try
        {
            var (method, endpoint) = (context.Request.Method, context.Request.Path.Value);
            await (endpoint switch
            {
                "/" or "/predict" => Classify(context, endpoint),
                "/health" => Health(context),
                "/metrics" => Write(context.Response, StatusCodes.Status200OK, MetricsText.MediaType, Encoding.UTF8.GetBytes(state.Metrics())),
                _ => Refuse(context, endpoint, StatusCodes.Status404NotFound, "pictures are taken at / and /predict"),
            });
            // Unknown words of clients must not become names of ever more series.
            state.Queue.Metrics.Answered(
                method is "GET" or "POST" ? method : "other", endpoint is "/" or "/predict" or "/health" or "/metrics" ? endpoint : "other",
                context.Response.StatusCode, (MonotonicClock.Now - begun) / 1e9);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            // The source has gone; it counts the item.
            context.Abort();
        }
    }

    private async Task Classify(HttpContext context, string endpoint)
    {
        var boundary = endpoint == "/" ? null : MultipartForm.Boundary(context.Request.ContentType);
        if (Objection(context.Request, endpoint == "/" || boundary is not null) is var (status, why))
        {
            await Refuse(context, endpoint, status, why);
            return;
        }
        var length = (int)context.Request.ContentLength!.Value;
        var body = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            await context.Request.Body.ReadExactlyAsync(body.AsMemory(0, length));
            var received = MonotonicClock.Now;
            var picture = boundary is null ? 0..length : MultipartForm.Find(body.AsSpan(0, length), boundary, "image");
            if (picture is not { } place)
            {
                await Refuse(context, endpoint, WorkerReply.NotAPicture, "the form has no field named image");
                return;
            }
            var request = new HttpPictureRequest(body.AsMemory(place), received, context.RequestAborted);
            if (state.Queue.TryAdd(request))
                await Write(context.Response, endpoint, await request.Reply);
            else
                await Refuse(context, endpoint, WorkerReply.QueueFull, "the queue is full");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    private static (int Status, string Why)? Objection(HttpRequest request, bool isKindRight) => request switch
    {
        { Method: not "POST" } => (StatusCodes.Status405MethodNotAllowed, "send the picture as the body of a POST"),
        { ContentLength: null } => (StatusCodes.Status411LengthRequired, "say the size in Content-Length"),
        { ContentLength: > LargestBody } => (StatusCodes.Status413PayloadTooLarge, $"{request.ContentLength} bytes are more than {LargestBody}"),
        _ when !isKindRight => (StatusCodes.Status415UnsupportedMediaType, "send the picture as the field image of a form, multipart/form-data"),
        _ => null,
    };

    private Task Health(HttpContext context)
    {
        var health = state.Health();
        return Write(context.Response, state.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, health, ServingJson.Default.HealthReply);
    }

    private static Task Refuse(HttpContext context, string? endpoint, int status, string why)
    {
        if (status == WorkerReply.QueueFull)
            context.Response.Headers.RetryAfter = "1";
        return Write(context.Response, endpoint, new WorkerReply { Status = status, Error = why });
    }

    private static Task Write(HttpResponse response, string? endpoint, WorkerReply reply) => endpoint == "/predict"
        ? Write(response, reply.StatusOrOk, new PredictionReply(reply.Label is null ? null : $"{reply.Label}: {reply.Confidence * 100:0.0}%", reply.Error), ServingJson.Default.PredictionReply)
        : Write(response, reply.StatusOrOk, reply with { Replied = MonotonicClock.Now }, ServingJson.Default.WorkerReply);

    private static Task Write<T>(HttpResponse response, int status, T value, JsonTypeInfo<T> type) =>
        Write(response, status, "application/json", JsonSerializer.SerializeToUtf8Bytes(value, type));

    private static Task Write(HttpResponse response, int status, string type, byte[] body)
    {
        (response.StatusCode, response.ContentType, response.ContentLength) = (status, type, body.Length);
        return response.Body.WriteAsync(body).AsTask();
    }
}
