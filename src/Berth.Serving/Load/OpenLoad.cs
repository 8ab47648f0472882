using System.Net;
using System.Net.Sockets;
using Berth.Workloads.Clock;

namespace Berth.Serving.Load;

/// <summary>Sends requests at their moments, whatever becomes of the earlier ones, and resolves each exactly once. Nothing is skipped: what is late is sent late.</summary>
/// <param name="service">Where the service listens.</param>
/// <param name="requests">What is sent; they take turns.</param>
/// <param name="pool">Connections.</param>
/// <param name="patience">From the scheduled moment, in nanoseconds; what returns later counts as timed out.</param>
/// <param name="resolved">Told of each request once, on any thread; and why it failed, if its connection did.</param>
internal sealed class OpenLoad(EndPoint service, IReadOnlyList<PreparedRequest> requests, ConnectionPool pool, long patience, Action<LoadedRequest, string?> resolved)
{
    // How late a command to stop may be noticed, how often the end of the last requests is looked for, and how long stopped ones are waited for.
    private const long Attention = 50_000_000, LastAttention = 5_000_000, Grace = 200_000_000;

    private readonly Queue<OpenRequest> _open = new();
    private long _begin;
    private int _onTheirWay;
    private volatile bool _stopped;

    /// <summary>Sends no further requests and gives up those on their way after a fifth of a second.</summary>
    internal void Stop() => _stopped = true;

    /// <summary>Runs the schedule on the calling thread; returns the number of requests when the last is resolved.</summary>
    internal long Run(IEnumerable<(long Index, long Moment)> schedule, long begin)
    {
        _begin = begin;
        var count = 0L;
        foreach (var (index, moment) in schedule)
        {
            if (!WaitFor(begin + moment))
                break;
            Send(index, begin + moment);
            count++;
        }
        Drain();
        return count;
    }

    private void Send(long index, long scheduled)
    {
        var request = new OpenRequest(index, scheduled, scheduled + patience, MonotonicClock.Now, pool.Take());
        Interlocked.Increment(ref _onTheirWay);
        _open.Enqueue(request);
        _ = Exchange(request);
    }

    private async Task Exchange(OpenRequest request)
    {
        try
        {
            var answer = await request.Connection.Exchange(requests[(int)(request.Index % requests.Count)], service).ConfigureAwait(false);
            var returned = MonotonicClock.Now;
            if (!request.TryClaim())
                return;
            if (answer.Closes)
                request.Connection.Dispose();
            else
                pool.Return(request.Connection);
            if (returned > request.Deadline)
                Resolve(request, LoadOutcome.TimedOut, 0, default, null);
            else
                Resolve(request, Judge(answer.Status), returned, answer, null);
        }
        catch (Exception failure) when (failure is SocketException or IOException or InvalidDataException or ObjectDisposedException)
        {
            Lose(request, LoadOutcome.Failed, failure.Message);
        }
    }

    /// <summary>Waits for a moment and lets requests expire meanwhile; false when told to stop.</summary>
    private bool WaitFor(long moment)
    {
        while (!_stopped)
        {
            var now = MonotonicClock.Now;
            Expire(now);
            if (now >= moment)
                return true;
            MonotonicClock.SleepUntil(Math.Min(Math.Min(moment, now + Attention), _open.TryPeek(out var oldest) ? oldest.Deadline : moment));
        }
        return false;
    }

    private void Drain()
    {
        var stop = long.MaxValue;
        while (Volatile.Read(ref _onTheirWay) > 0)
        {
            var now = MonotonicClock.Now;
            if (_stopped)
                stop = Math.Min(stop, now + Grace);
            Expire(now);
            if (now >= stop)
                while (_open.TryDequeue(out var request))
                    Lose(request, LoadOutcome.Abandoned, null);
            MonotonicClock.SleepUntil(now + LastAttention);
        }
    }

    /// <summary>Requests have equal patience, so the oldest is the first to be late.</summary>
    private void Expire(long now)
    {
        while (_open.TryPeek(out var oldest) && (oldest.IsResolved || oldest.Deadline <= now))
            Lose(_open.Dequeue(), LoadOutcome.TimedOut, null);
    }

    private void Lose(OpenRequest request, LoadOutcome outcome, string? why)
    {
        if (!request.TryClaim())
            return;
        request.Connection.Dispose();
        Resolve(request, outcome, 0, default, why);
    }

    private void Resolve(OpenRequest request, LoadOutcome outcome, long returned, LoadAnswer answer, string? why)
    {
        resolved(new(request.Index, request.Scheduled - _begin, request.Sent - _begin, returned == 0 ? 0 : returned - _begin, outcome, answer.Status, answer.Correct), why);
        Interlocked.Decrement(ref _onTheirWay);
    }

    private static LoadOutcome Judge(int status) => status switch
    {
        >= 200 and < 300 => LoadOutcome.Completed,
        429 or 503 => LoadOutcome.Refused,
        _ => LoadOutcome.Failed,
    };
}
