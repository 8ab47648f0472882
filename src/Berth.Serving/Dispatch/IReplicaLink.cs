namespace Berth.Serving.Dispatch;

/// <summary>Carries requests to one replica. It reports to <see cref="Dispatcher.Completed"/> or <see cref="Dispatcher.Broken"/>, once for each.</summary>
internal interface IReplicaLink
{
    /// <summary>Begins to carry a request. A failure may be reported before this returns.</summary>
    void Send(Exchange exchange);

    /// <summary>Forgets a request that nobody waits for; nothing is reported for it.</summary>
    void Abandon(Exchange exchange);

    /// <summary>Checks the replica's health at once.</summary>
    void Check();

    /// <summary>Closes everything.</summary>
    void Close();
}
