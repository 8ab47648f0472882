using Berth.Serving.Dispatch;

namespace Berth.Serving.Tests.Dispatch;

/// <summary>A replica without sockets: the test says what becomes of its exchanges.</summary>
internal sealed class FakeLink : IReplicaLink
{
    internal List<Exchange> Carried { get; } = [];

    internal int Checks { get; private set; }

    internal bool Closed { get; private set; }

    public void Send(Exchange exchange) => Carried.Add(exchange);

    public void Abandon(Exchange exchange) => Assert.True(Carried.Remove(exchange));

    public void Check() => Checks++;

    public void Close() => Closed = true;
}

/// <summary>A request that keeps its answers.</summary>
internal sealed class FakeExchange(string name) : Exchange
{
    internal string Name => name;

    internal List<int> Statuses { get; } = [];

    internal override void Respond(in Answer answer) => Statuses.Add(answer.Status);
}
