namespace Berth.Serving.Dispatch;

/// <summary>What was counted since the start. Every request that arrived is in exactly one of: completed, refused, timed out, given up, failed, present.</summary>
internal sealed class Tally(long now)
{
    private const double Nanosecond = 1e-9;

    private readonly long[] _refused = new long[Enum.GetValues<Refusal>().Length];
    private long _changed = now;

    internal long Arrived { get; set; }

    /// <summary>Answered by a replica, with whatever status below 500.</summary>
    internal long Completed { get; private set; }

    /// <summary>Their deadline passed.</summary>
    internal long TimedOut { get; set; }

    /// <summary>Their client went away before a replica had them.</summary>
    internal long GivenUp { get; set; }

    /// <summary>Answered by a replica with a status from 500, or by none although several were tried.</summary>
    internal long Failed { get; set; }

    /// <summary>Times that a request was given to one more replica.</summary>
    internal long Retried { get; set; }

    internal int Queued { get; private set; }

    internal int InFlight { get; private set; }

    /// <summary>Integral over time of the requests that are in the dispatcher or at replicas.</summary>
    internal double PresentSeconds { get; private set; }

    /// <summary>Integral over time of the requests that are at replicas.</summary>
    internal double BusySeconds { get; private set; }

    /// <summary>Sum over completed requests of the time at the replica that answered.</summary>
    internal double ServiceSeconds { get; private set; }

    /// <summary>Sum of the squares of those times.</summary>
    internal double ServiceSquares { get; private set; }

    internal int Present => Queued + InFlight;

    internal long Refused => _refused.Sum();

    internal long RefusedFor(Refusal reason) => _refused[(int)reason];

    internal void Refuse(Refusal reason) => _refused[(int)reason]++;

    /// <summary>Brings the integrals up to a moment.</summary>
    internal void Integrate(long now)
    {
        var seconds = (now - _changed) * Nanosecond;
        PresentSeconds += seconds * Present;
        BusySeconds += seconds * InFlight;
        _changed = now;
    }

    internal void Change(long now, int queued, int inFlight)
    {
        Integrate(now);
        Queued += queued;
        InFlight += inFlight;
    }

    internal void Complete(double seconds)
    {
        Completed++;
        ServiceSeconds += seconds;
        ServiceSquares += seconds * seconds;
    }
}
