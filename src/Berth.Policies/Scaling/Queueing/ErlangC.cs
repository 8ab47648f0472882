namespace Berth.Policies.Scaling.Queueing;

/// <summary>
/// Waiting in front of a number of equal servers with one queue, first come first served, and arrivals at random (Poisson). Exact where service times are exponential
/// (M/M/c: a variation of 1); otherwise the correction of Allen and Cunneen (M/G/c), exact in the mean for one server. Rates are requests a second, times seconds.
/// </summary>
public static class ErlangC
{
    /// <summary>
    /// Erlang B: the part of requests that find all servers busy, where none may wait. By the recursion B(k) = a·B(k−1) / (k + a·B(k−1)) from B(0) = 1, all of whose
    /// terms are between 0 and 1, so that it loses no digits for any number of servers.
    /// </summary>
    /// <param name="load">Offered load: servers that would be busy on average, if there were enough.</param>
    /// <param name="servers">Number of servers.</param>
    public static double Blocking(double load, int servers)
    {
        Check(load, servers);
        var blocking = 1.0;
        for (var server = 1; server <= servers; server++)
            blocking = Next(blocking, load, server);
        return blocking;
    }

    /// <summary>Erlang C: the part of requests that wait; 1 where the servers are too few for the load.</summary>
    /// <param name="load">Offered load: the servers that are busy on average.</param>
    /// <param name="servers">Number of servers.</param>
    public static double Delay(double load, int servers) => Delay(Blocking(load, servers), load, servers);

    /// <summary>P(W &gt; t): the part of requests that wait longer than so many seconds, C·exp(−(c/S − λ)·t·2 / (1 + variation²)); 1 where the servers are too few.</summary>
    /// <param name="rate">Requests a second.</param>
    /// <param name="meanSeconds">Mean service time.</param>
    /// <param name="variation">Standard deviation of the service time as a part of its mean.</param>
    /// <param name="servers">Number of servers.</param>
    /// <param name="seconds">The waiting time.</param>
    public static double WaitLonger(double rate, double meanSeconds, double variation, int servers, double seconds)
    {
        Check(rate, meanSeconds, variation);
        return Tail(Delay(rate * meanSeconds, servers), rate, meanSeconds, variation, servers, seconds);
    }

    /// <summary>Mean waiting time in seconds; infinite where the servers are too few.</summary>
    /// <inheritdoc cref="WaitLonger"/>
    public static double MeanWait(double rate, double meanSeconds, double variation, int servers)
    {
        Check(rate, meanSeconds, variation);
        var delay = Delay(rate * meanSeconds, servers);
        return rate * meanSeconds >= servers ? double.PositiveInfinity : delay / Decay(rate, meanSeconds, variation, servers);
    }

    /// <summary>Fewest servers for which at most that part of requests waits longer than so many seconds.</summary>
    /// <param name="rate">Requests a second.</param>
    /// <param name="meanSeconds">Mean service time.</param>
    /// <param name="variation">Standard deviation of the service time as a part of its mean.</param>
    /// <param name="seconds">The waiting time.</param>
    /// <param name="part">The part, more than 0 and at most 1.</param>
    public static int Servers(double rate, double meanSeconds, double variation, double seconds, double part)
    {
        Check(rate, meanSeconds, variation);
        if (!(part is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(part), $"a part of the requests is more than 0 and at most 1; {part} is not");
        var (load, blocking) = (rate * meanSeconds, 1.0);
        for (var servers = 1; ; servers++)
        {
            blocking = Next(blocking, load, servers);
            if (load < servers && Tail(Delay(blocking, load, servers), rate, meanSeconds, variation, servers, seconds) <= part)
                return servers;
        }
    }

    private static double Next(double blocking, double load, int server) => load * blocking / (server + load * blocking);

    private static double Delay(double blocking, double load, int servers) => load >= servers ? 1 : blocking / (1 - load / servers * (1 - blocking));

    private static double Tail(double delay, double rate, double meanSeconds, double variation, int servers, double seconds) =>
        rate * meanSeconds >= servers ? 1 : delay * Math.Exp(-Decay(rate, meanSeconds, variation, servers) * Math.Max(0, seconds));

    /// <summary>How fast the tail of the waiting times falls, a second: with Poisson arrivals their squared variation is 1.</summary>
    private static double Decay(double rate, double meanSeconds, double variation, int servers) =>
        (servers / meanSeconds - rate) * 2 / (1 + variation * variation);

    private static void Check(double load, int servers)
    {
        if (!(load >= 0 && double.IsFinite(load)))
            throw new ArgumentOutOfRangeException(nameof(load), $"a load is finite and not negative; {load} is not");
        ArgumentOutOfRangeException.ThrowIfNegative(servers);
    }

    private static void Check(double rate, double meanSeconds, double variation)
    {
        if (!(rate >= 0 && double.IsFinite(rate)))
            throw new ArgumentOutOfRangeException(nameof(rate), $"a rate is finite and not negative; {rate} is not");
        if (!(meanSeconds > 0 && double.IsFinite(meanSeconds)))
            throw new ArgumentOutOfRangeException(nameof(meanSeconds), $"a service time is finite and more than 0; {meanSeconds} is not");
        if (!(variation >= 0 && double.IsFinite(variation)))
            throw new ArgumentOutOfRangeException(nameof(variation), $"a variation is finite and not negative; {variation} is not");
    }
}
