namespace Berth.Policies.Shifting;

/// <summary>Takes servers in slots by their additional work for each additional gram until a job is done.</summary>
internal sealed class MarginalGreedy
{
    private const double Rounding = 1e-9;

    private readonly ShiftRequest _request;
    private readonly Slot[] _slots;

    /// <summary>Additional work a second and additional power of server j; index 0 is not used.</summary>
    private readonly double[] _work, _watts;

    internal MarginalGreedy(ShiftRequest request, Slot[] slots)
    {
        (_request, _slots) = (request, slots);
        (_work, _watts) = (new double[request.MostServers + 1], new double[request.MostServers + 1]);
        for (var server = 1; server <= request.MostServers; server++)
        {
            _work[server] = request.Speedup(server) - request.Speedup(server - 1);
            _watts[server] = request.Watts(server) - request.Watts(server - 1);
        }
    }

    /// <summary>Servers by slot, and what they emit in W · g/kWh · s.</summary>
    internal sealed record Result(Allocation Allocation, double Emissions);

    /// <summary>
    /// The best that the slots from one to another can do, with at least so many servers in those between the two; null when the job cannot be done in them,
    /// or is done before the last.
    /// </summary>
    internal Result? Fill(int from, int to, int least)
    {
        var allocation = new Allocation(_slots);
        var (missing, emissions) = (_request.Remaining, 0.0);
        for (var slot = from + 1; slot < to; slot++)
            for (var server = 1; server <= least; server++)
            {
                allocation[slot] = server;
                missing -= _work[server] * Seconds(slot);
                emissions += Emissions(slot, server);
            }
        if (missing <= 0 && least > 0)
            return null;
        var offers = new PriorityQueue<int, (double Cost, int Slot)>();
        for (var slot = from; slot <= to; slot++)
            Offer(offers, slot, allocation[slot] + 1);
        while (missing > _request.Remaining * Rounding)
        {
            if (!offers.TryDequeue(out var slot, out _))
                return null;
            var server = allocation[slot] + 1;
            var part = Math.Min(1, missing / (_work[server] * Seconds(slot)));
            allocation.Split(slot, server, Math.Max(1, (long)Math.Round(_slots[slot].Length * part)), server - 1);
            missing -= part * _work[server] * Seconds(slot);
            emissions += part * Emissions(slot, server);
            Offer(offers, slot, server + 1);
        }
        return new(allocation, emissions);
    }

    /// <summary>What the job emits with all servers from now on, W · g/kWh · s.</summary>
    internal double AtOnce()
    {
        var length = _request.Length(_request.MostServers);
        return _request.Watts(_request.MostServers) * _request.Forecast.MeanOver(_request.Now, _request.Now, _request.Now + length) * length * 1e-9;
    }

    /// <summary>Grams for each additional unit of work: the inverse of the published value, which would be infinite where the grid is clean.</summary>
    private void Offer(PriorityQueue<int, (double, int)> offers, int slot, int server)
    {
        if (server < _work.Length && _work[server] > 0)
            offers.Enqueue(slot, (_watts[server] * _slots[slot].Intensity / _work[server], slot));
    }

    private double Seconds(int slot) => _slots[slot].Length * 1e-9;

    private double Emissions(int slot, int server) => _watts[server] * _slots[slot].Intensity * Seconds(slot);
}
