using Berth.Serving.Dispatch;

namespace Berth.Serving.Tests.Dispatch;

/// <summary>A dispatcher with a clock that a test turns, in milliseconds.</summary>
internal sealed class Scene
{
    private const long Millisecond = 1_000_000;

    private readonly Dictionary<string, FakeExchange> _exchanges = [];
    private long _now;

    internal Scene(DispatchSettings? settings = null, string balance = "pull") => Dispatcher = new(settings ?? new(), Balances.Get(balance), 0);

    internal Dispatcher Dispatcher { get; }

    internal Tally Tally => Dispatcher.Tally;

    internal Replica Replica(string name) => Dispatcher.Replicas.Single(replica => replica.Name == name);

    internal FakeLink Link(string name) => (FakeLink)Replica(name).Link;

    internal FakeExchange Exchange(string name) => _exchanges[name];

    /// <summary>What a replica has, in the order in which it was given it.</summary>
    internal string At(string replica) => string.Join(' ', Link(replica).Carried.Cast<FakeExchange>().Select(exchange => exchange.Name));

    internal Scene At(long milliseconds)
    {
        _now = milliseconds * Millisecond;
        return this;
    }

    internal Scene Add(string name, int slots = 1, bool healthy = true)
    {
        Dispatcher.Add(new(name, "", slots) { Link = new FakeLink() });
        if (healthy)
            Dispatcher.Healthy(Replica(name), _now);
        return this;
    }

    internal Scene Submit(string name, long deadline = 10_000)
    {
        var exchange = _exchanges[name] = new(name) { Deadline = _now + deadline * Millisecond };
        Dispatcher.Submit(exchange, _now);
        return this;
    }

    internal Scene Complete(string name, int status = 200)
    {
        var exchange = Exchange(name);
        Assert.True(((FakeLink)exchange.Replica!.Link).Carried.Remove(exchange));
        Dispatcher.Completed(exchange, new(status, [], []), _now);
        return this;
    }

    internal Scene Break(string name)
    {
        var exchange = Exchange(name);
        Assert.True(((FakeLink)exchange.Replica!.Link).Carried.Remove(exchange));
        Dispatcher.Broken(exchange, _now);
        return this;
    }

    internal Scene Healthy(string name)
    {
        Dispatcher.Healthy(Replica(name), _now);
        return this;
    }

    internal Scene Expire(string name)
    {
        Dispatcher.Expire(Exchange(name), _now);
        return this;
    }

    internal Scene GiveUp(string name, bool dropped)
    {
        Assert.Equal(dropped, Dispatcher.GiveUp(Exchange(name), _now));
        return this;
    }

    internal Scene Drain(string name)
    {
        Dispatcher.Drain(Replica(name), _now);
        return this;
    }

    /// <summary>The answers that a request got; one is right.</summary>
    internal string Answers(string name) => string.Join(' ', Exchange(name).Statuses);
}
