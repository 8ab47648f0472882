namespace Berth.Cluster.Access;

/// <summary>A credential that never changes.</summary>
public sealed class FixedCredential(Credential credential) : ICredentialSource
{
    /// <inheritdoc/>
    public ValueTask<Credential> GetAsync(CancellationToken cancellation) => new(credential);

    /// <inheritdoc/>
    public void Forget()
    {
    }
}
