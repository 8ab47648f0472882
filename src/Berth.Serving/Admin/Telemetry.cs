using Berth.Serving.Dispatch;

namespace Berth.Serving.Admin;

/// <summary>Answer of <c>GET /telemetry</c>: what was counted since the dispatcher's start, for a reader that takes differences.</summary>
/// <param name="MomentNs">When it was read, nanoseconds of CLOCK_MONOTONIC.</param>
/// <param name="Arrived">Requests that were to be given to a replica.</param>
/// <param name="Completed">Of these, answered by a replica with a status below 500.</param>
/// <param name="Refused">Refused.</param>
/// <param name="TimedOut">Their deadline passed.</param>
/// <param name="GivenUp">Their client went away while they waited.</param>
/// <param name="Failed">Failed by replicas.</param>
/// <param name="Retried">Times that a request was given to one more replica.</param>
/// <param name="Queued">Requests that wait now.</param>
/// <param name="InFlight">Requests that replicas have now.</param>
/// <param name="PresentSeconds">Integral over time of the requests that wait or are served.</param>
/// <param name="BusySeconds">Integral over time of the requests that are served.</param>
/// <param name="ServiceSeconds">Sum over completed requests of their time at the replica.</param>
/// <param name="ServiceSquares">Sum of the squares of these times, square seconds.</param>
/// <param name="Replicas">The replicas.</param>
public sealed record Telemetry(
    long MomentNs,
    long Arrived,
    long Completed,
    long Refused,
    long TimedOut,
    long GivenUp,
    long Failed,
    long Retried,
    int Queued,
    int InFlight,
    double PresentSeconds,
    double BusySeconds,
    double ServiceSeconds,
    double ServiceSquares,
    IReadOnlyList<ReplicaReply> Replicas)
{
    internal static Telemetry Of(Dispatcher dispatcher, long now)
    {
        var tally = dispatcher.Tally;
        tally.Integrate(now);
        return new(now, tally.Arrived, tally.Completed, tally.Refused, tally.TimedOut, tally.GivenUp, tally.Failed, tally.Retried, tally.Queued, tally.InFlight,
            tally.PresentSeconds, tally.BusySeconds, tally.ServiceSeconds, tally.ServiceSquares, [.. dispatcher.Replicas.Select(ReplicaReply.Of)]);
    }
}

/// <summary>A replica of a dispatcher.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Url">Where it listens.</param>
/// <param name="Slots">Requests that it is given at once.</param>
/// <param name="State"><c>starting</c>, <c>ready</c>, <c>ejected</c> or <c>draining</c>.</param>
/// <param name="InFlight">Requests that it has now.</param>
/// <param name="Completed">Requests that it has answered with a status below 500.</param>
/// <param name="Failed">Exchanges with it that failed.</param>
public sealed record ReplicaReply(string Name, string Url, int Slots, string State, int InFlight, long Completed, long Failed)
{
    internal static ReplicaReply Of(Replica replica) =>
        new(replica.Name, replica.Url, replica.Slots, ReplicaText.State(replica.State), replica.InFlight, replica.Completed, replica.Failed);
}
