namespace Berth.Serving.Dispatch;

/// <summary>Says which replica a request is for.</summary>
internal interface IBalance
{
    /// <summary>Name on the command line.</summary>
    string Name { get; }

    /// <summary>The replica for the next request; null leaves it in the common queue.</summary>
    Replica? Choose(IReadOnlyList<Replica> replicas);
}
