using System.Text;
using Berth.Serving.Dispatch;
using Berth.Serving.Http;
using Berth.Serving.Loop;
using Berth.Serving.Measures;

namespace Berth.Serving.Front;

/// <summary>What clients are served: pictures at <c>/</c> and <c>/add_to_queue</c>, <c>/health</c> and <c>/metrics</c>.</summary>
internal sealed class FrontHandler(EventLoop loop, Dispatcher dispatcher, RequestMetrics metrics, Func<string> exposition) : IRequestHandler
{
    private const double Nanosecond = 1e-9;
    private const long NanosecondsPerMillisecond = 1_000_000;

    /// <inheritdoc/>
    public void Handle(ClientRequest request)
    {
        request.Arrived = loop.Now;
        request.Endpoint = EndpointOf(request.Path);
        var reads = request.Method.SequenceEqual("GET"u8) || request.Method.SequenceEqual("HEAD"u8);
        switch (request.Endpoint)
        {
            case Endpoint.Root when !reads:
                Forward(request);
                break;
            case Endpoint.AddToQueue when request.Method.SequenceEqual("POST"u8):
                request.Translate = true;
                Forward(request);
                break;
            case Endpoint.Root or Endpoint.Health when reads:
                request.Respond(new(200, "Content-Type: application/json\r\n"u8, Encoding.ASCII.GetBytes(
                    $$"""{"status":"alive","queue_size":{{dispatcher.Tally.Queued}},"ready":{{dispatcher.Replicas.Count(replica => replica.State == ReplicaState.Ready)}}}""")));
                break;
            case Endpoint.Metrics when reads:
                request.Respond(new(200, "Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n"u8, Encoding.UTF8.GetBytes(exposition())));
                break;
            case Endpoint.Other:
                Refuse(request, new(404, "there are /, /add_to_queue, /health and /metrics"));
                break;
            default:
                var allowed = request.Endpoint == Endpoint.AddToQueue ? "POST" : "GET, HEAD";
                Refusals.Answer(request, 405, $"the methods are: {allowed}", dispatcher.Tally.Queued, allow: allowed);
                break;
        }
    }

    /// <inheritdoc/>
    public void Answer(ClientRequest request, in Answer answer)
    {
        metrics.Count(request.Method, request.Endpoint, answer.Status, (loop.Now - request.Arrived) * Nanosecond);
        if (request.Translate)
            request.Deliver(new(answer.Status, "Content-Type: application/json\r\n"u8, SeedReply.Translate(answer.Status, answer.Body, dispatcher.Tally.Queued)));
        else
            request.Deliver(answer);
    }

    /// <inheritdoc/>
    public void Refuse(ClientRequest request, HttpError error)
    {
        if (request.Method.IsEmpty)
            (request.Arrived, request.Endpoint) = (loop.Now, Endpoint.Other);
        Refusals.Answer(request, error.Status, error.Why, dispatcher.Tally.Queued);
    }

    /// <inheritdoc/>
    public void RefuseForMemory(ClientRequest request)
    {
        (request.Arrived, request.Endpoint) = (loop.Now, Endpoint.Root);
        dispatcher.Tally.Arrived++;
        dispatcher.Refuse(request, Refusal.MemoryFull);
    }

    /// <inheritdoc/>
    public bool GiveUp(ClientRequest request) => dispatcher.GiveUp(request, loop.Now);

    /// <inheritdoc/>
    public void Expire(ClientRequest request) => dispatcher.Expire(request, loop.Now);

    private static Endpoint EndpointOf(ReadOnlySpan<byte> path) => path.Length switch
    {
        1 when path[0] == '/' => Endpoint.Root,
        7 when path.SequenceEqual("/health"u8) => Endpoint.Health,
        8 when path.SequenceEqual("/metrics"u8) => Endpoint.Metrics,
        13 when path.SequenceEqual("/add_to_queue"u8) => Endpoint.AddToQueue,
        _ => Endpoint.Other,
    };

    private void Forward(ClientRequest request)
    {
        if (Forwarding.Prepare(request) is { } wrong)
        {
            Refuse(request, new(400, wrong));
            return;
        }
        request.Deadline = loop.Now + Patience(request.DeadlineMilliseconds);
        dispatcher.Submit(request, loop.Now);
        if (request.Standing != Standing.Outside)
            request.Wait();
    }

    /// <summary>A client may shorten the deadline, not lengthen it.</summary>
    private long Patience(long milliseconds)
    {
        var usual = (long)(dispatcher.Settings.DeadlineSeconds / Nanosecond);
        return milliseconds < 0 || milliseconds >= usual / NanosecondsPerMillisecond ? usual : milliseconds * NanosecondsPerMillisecond;
    }
}
