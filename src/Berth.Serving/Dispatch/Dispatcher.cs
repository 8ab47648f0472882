namespace Berth.Serving.Dispatch;

/// <summary>
/// One bounded first-come-first-served queue in front of replicas. It knows no sockets and no clock: moments, in nanoseconds, are given. All calls come
/// from one thread.
/// </summary>
internal sealed class Dispatcher(DispatchSettings settings, IBalance balance, long now)
{
    private const double Nanosecond = 1e-9;

    private readonly List<Replica> _replicas = [];
    private readonly RequestQueue _queue = new();

    internal DispatchSettings Settings => settings;

    internal Tally Tally { get; } = new(now);

    internal WaitEstimate Estimate { get; } = new();

    internal string Balance => balance.Name;

    /// <summary>The replicas in the order in which they were added, those that are on their way out included.</summary>
    internal IReadOnlyList<Replica> Replicas => _replicas;

    /// <summary>Whether new requests are refused because the dispatcher is about to end.</summary>
    internal bool Ending { get; set; }

    /// <summary>Called when a replica is gone.</summary>
    internal Action<Replica> Gone { get; set; } = _ => { };

    /// <summary>Takes or refuses a request whose deadline is set.</summary>
    internal void Submit(Exchange exchange, long now)
    {
        exchange.Arrived = now;
        exchange.Attempts = 0;
        Tally.Arrived++;
        if (Objection(exchange, now) is { } refusal)
        {
            Refuse(exchange, refusal);
            return;
        }
        Place(exchange, now, first: false);
    }

    /// <summary>Refuses a request that may not even have been read.</summary>
    internal void Refuse(Exchange exchange, Refusal reason)
    {
        Tally.Refuse(reason);
        var wait = Math.Max(1, Estimate.WaitSeconds(Tally.Queued, Slots()));
        var why = reason switch
        {
            Refusal.QueueFull => $"the queue is full: {Tally.Queued} requests wait",
            Refusal.WaitTooLong => $"the wait would be longer than {settings.AdmitSeconds:0.###} s",
            Refusal.DeadlineTooShort => "the deadline would pass before the answer",
            Refusal.MemoryFull => "the bodies of waiting requests take all the memory that they may",
            _ => "the dispatcher is about to end",
        };
        Refusals.Answer(exchange, 503, why, Tally.Queued, wait);
    }

    /// <summary>Its client has gone: a request that waits is dropped. One that a replica has is answered into the void.</summary>
    internal bool GiveUp(Exchange exchange, long now)
    {
        if (exchange.Standing != Standing.Queued)
            return false;
        Leave(exchange, now);
        Tally.GivenUp++;
        return true;
    }

    /// <summary>Its deadline has passed.</summary>
    internal void Expire(Exchange exchange, long now)
    {
        if (exchange.Standing == Standing.Outside)
            return;
        Tally.TimedOut++;
        var replica = exchange.Standing == Standing.AtReplica ? exchange.Replica : null;
        Leave(exchange, now);
        if (replica is not null)
        {
            // It may hang, or still be busy with what nobody waits for: both end with a passed check.
            replica.Link.Abandon(exchange);
            Eject(replica, now);
            Settle(replica, now);
        }
        Refusals.Answer(exchange, 504, "the deadline has passed", Tally.Queued);
    }

    /// <summary>A replica has answered.</summary>
    internal void Completed(Exchange exchange, in Answer answer, long now)
    {
        var replica = exchange.Replica!;
        var seconds = (now - exchange.Sent) * Nanosecond;
        Leave(exchange, now);
        replica.LastAnswer = now;
        if (answer.Status < 500)
        {
            Tally.Complete(seconds);
            Estimate.Learn(seconds);
            replica.Completed++;
        }
        else
        {
            Tally.Failed++;
            replica.Failed++;
        }
        // The replica comes first: it is what is scarce.
        Settle(replica, now);
        exchange.Respond(answer);
    }

    /// <summary>An exchange with a replica has failed before its answer.</summary>
    internal void Broken(Exchange exchange, long now)
    {
        var replica = exchange.Replica!;
        replica.Failed++;
        Leave(exchange, now);
        Eject(replica, now);
        Settle(replica, now);
        if (exchange.Attempts >= settings.MostAttempts || now >= exchange.Deadline)
        {
            Tally.Failed++;
            Refusals.Answer(exchange, 502, $"no replica has answered, {exchange.Attempts} were tried", Tally.Queued);
            return;
        }
        Tally.Retried++;
        Place(exchange, now, first: true);
    }

    /// <summary>Adds a replica; its link says when it is ready.</summary>
    internal void Add(Replica replica)
    {
        _replicas.Add(replica);
        replica.Link.Check();
    }

    /// <summary>A health check has passed.</summary>
    internal void Healthy(Replica replica, long now)
    {
        replica.LastAnswer = now;
        if (replica.State is not (ReplicaState.Starting or ReplicaState.Ejected))
            return;
        replica.State = ReplicaState.Ready;
        Fill(replica, now);
    }

    /// <summary>A health check has failed.</summary>
    internal void Unhealthy(Replica replica, long now) => Eject(replica, now);

    /// <summary>Gives a replica nothing any more; it is gone after its last answer.</summary>
    internal void Drain(Replica replica, long now)
    {
        if (replica.State == ReplicaState.Gone)
            return;
        replica.State = ReplicaState.Draining;
        Reassign(replica, now);
        Settle(replica, now);
    }

    /// <summary>Removes a replica at once; what it has is given to others.</summary>
    internal void Remove(Replica replica, IReadOnlyList<Exchange> carried, long now)
    {
        replica.State = ReplicaState.Draining;
        foreach (var exchange in carried)
        {
            replica.Link.Abandon(exchange);
            Broken(exchange, now);
        }
        Drain(replica, now);
    }

    /// <summary>More slots or fewer.</summary>
    internal void Resize(Replica replica, int slots, long now)
    {
        replica.Slots = slots;
        Fill(replica, now);
    }

    private Refusal? Objection(Exchange exchange, long now)
    {
        if (Ending)
            return Refusal.Ending;
        if (exchange.Deadline <= now)
            return Refusal.DeadlineTooShort;
        if (Tally.Queued == 0)
            return null;
        if (Tally.Queued >= settings.QueueLimit)
            return Refusal.QueueFull;
        var wait = Estimate.WaitSeconds(Tally.Queued, Slots());
        if (wait > settings.AdmitSeconds)
            return Refusal.WaitTooLong;
        return wait > 0 && now + (wait + Estimate.ServiceSeconds) / Nanosecond > exchange.Deadline ? Refusal.DeadlineTooShort : null;
    }

    private int Slots()
    {
        var slots = 0;
        foreach (var replica in _replicas)
            slots += replica.State == ReplicaState.Ready ? replica.Slots : 0;
        return slots;
    }

    private void Place(Exchange exchange, long now, bool first)
    {
        var replica = balance.Choose(_replicas);
        if (replica is { HasFreeSlot: true } && (first || replica.Waiting.Count == 0))
        {
            Send(exchange, replica, now);
            return;
        }
        exchange.Standing = Standing.Queued;
        exchange.Replica = replica;
        var queue = replica?.Waiting ?? _queue;
        if (first)
            queue.AddFirst(exchange);
        else
            queue.Add(exchange);
        Tally.Change(now, 1, 0);
    }

    private void Send(Exchange exchange, Replica replica, long now)
    {
        Tally.Change(now, 0, 1);
        (exchange.Standing, exchange.Replica, exchange.Sent) = (Standing.AtReplica, replica, now);
        exchange.Attempts++;
        replica.InFlight++;
        replica.Link.Send(exchange);
    }

    private void Leave(Exchange exchange, long now)
    {
        if (exchange.Standing == Standing.Queued)
        {
            exchange.Queue!.Remove(exchange);
            Tally.Change(now, -1, 0);
        }
        else
        {
            exchange.Replica!.InFlight--;
            Tally.Change(now, 0, -1);
        }
        (exchange.Standing, exchange.Replica) = (Standing.Outside, null);
    }

    private void Fill(Replica replica, long now)
    {
        while (replica.HasFreeSlot && (replica.Waiting.Take() ?? _queue.Take()) is { } exchange)
        {
            Tally.Change(now, -1, 0);
            Send(exchange, replica, now);
        }
    }

    /// <summary>After a replica has become free of a request.</summary>
    private void Settle(Replica replica, long now)
    {
        Fill(replica, now);
        if (replica.State != ReplicaState.Draining || replica.InFlight > 0)
            return;
        replica.State = ReplicaState.Gone;
        _replicas.Remove(replica);
        replica.Link.Close();
        Gone(replica);
    }

    private void Eject(Replica replica, long now)
    {
        if (replica.State != ReplicaState.Ready)
            return;
        replica.State = ReplicaState.Ejected;
        Reassign(replica, now);
        replica.Link.Check();
    }

    private void Reassign(Replica replica, long now)
    {
        // Taken all first: with no other replica they go to the common queue.
        var waiting = new List<Exchange>();
        while (replica.Waiting.Take() is { } exchange)
            waiting.Add(exchange);
        foreach (var exchange in waiting)
        {
            Tally.Change(now, -1, 0);
            Place(exchange, now, first: false);
        }
    }
}
