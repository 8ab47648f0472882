using System.Security.Cryptography.X509Certificates;

namespace Berth.Cluster.Access;

/// <summary>A token in a file that somebody else renews, as the kubelet does for service accounts: read again every minute and after a refusal.</summary>
/// <param name="path">The file.</param>
/// <param name="certificate">Client certificate beside it; null is none.</param>
/// <param name="time">Clock.</param>
public sealed class TokenFile(string path, X509Certificate2? certificate, TimeProvider time) : ICredentialSource
{
    /// <summary>Tokens of service accounts are renewed when a fifth of their hour is left, so a minute is early enough.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private Credential? _read;
    private long _at;

    /// <inheritdoc/>
    public ValueTask<Credential> GetAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_read is null || time.GetElapsedTime(_at) >= Fresh)
                (_read, _at) = (new(Read(), certificate), time.GetTimestamp());
            return new(_read);
        }
    }

    /// <inheritdoc/>
    public void Forget()
    {
        lock (_lock)
            _read = null;
    }

    private string Read()
    {
        try
        {
            return File.ReadAllText(path).Trim() is { Length: > 0 } token ? token : throw new ClusterException($"{path}: the token file is empty");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ClusterException($"the token file cannot be read: {exception.Message}", exception);
        }
    }
}
