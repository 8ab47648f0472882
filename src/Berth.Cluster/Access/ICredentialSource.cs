namespace Berth.Cluster.Access;

/// <summary>Where the credential comes from, which may change while a program runs.</summary>
public interface ICredentialSource
{
    /// <summary>The credential that holds now.</summary>
    /// <exception cref="ClusterException">There is none to be had.</exception>
    ValueTask<Credential> GetAsync(CancellationToken cancellation);

    /// <summary>The server refused what was given last: the next one is fetched anew.</summary>
    void Forget();
}
