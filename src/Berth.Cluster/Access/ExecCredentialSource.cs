using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Berth.Cluster.Objects;

namespace Berth.Cluster.Access;

/// <summary>Credentials of a program, kept until they expire (client.authentication.k8s.io).</summary>
/// <param name="plugin">The program.</param>
/// <param name="time">Clock.</param>
public sealed class ExecCredentialSource(ExecPlugin plugin, TimeProvider time) : ICredentialSource, IDisposable
{
    /// <summary>A credential is renewed this long before it expires, so that it does not do so on the way.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(10);

    /// <summary>A program that takes longer is ended.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1);
    private volatile Credential? _credential;
    private DateTimeOffset? _expires;

    /// <inheritdoc/>
    public async ValueTask<Credential> GetAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_credential is { } held && (_expires is not { } end || time.GetUtcNow() + Early < end))
                return held;
            var status = await AskAsync(cancellation).ConfigureAwait(false);
            _expires = status.ExpirationTimestamp;
            return _credential = new(status.Token, Certificate(status));
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Forget() => _credential = null;

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<ExecCredentialStatus> AskAsync(CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(plugin.Command, plugin.Arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in plugin.Environment)
            start.Environment[name] = value;
        start.Environment["KUBERNETES_EXEC_INFO"] = JsonSerializer.Serialize(
            new ExecCredential { ApiVersion = plugin.ApiVersion, Kind = "ExecCredential", Spec = new() { Interactive = false, Cluster = plugin.Cluster } }, KubeJson.Of<ExecCredential>());
        using var process = Start(start);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Longest);
        try
        {
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            if (process.ExitCode != 0)
                throw new ClusterException($"{plugin.Command}, which gives the credentials, ended with {process.ExitCode}: {(await errors.ConfigureAwait(false)).Trim()}");
            return Read(output);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ClusterException($"{plugin.Command}, which gives the credentials, took longer than {Longest.TotalSeconds:0} s");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new ClusterException($"{plugin.Command}, which gives the credentials, cannot be started: {exception.Message}{(plugin.InstallHint is { } hint ? $" ({hint})" : "")}", exception);
        }
    }

    private ExecCredentialStatus Read(string output)
    {
        try
        {
            var answer = JsonSerializer.Deserialize(output, KubeJson.Of<ExecCredential>());
            if (answer?.ApiVersion != plugin.ApiVersion)
                throw new ClusterException($"{plugin.Command} answered in {answer?.ApiVersion ?? "no version"}, the configuration asks for {plugin.ApiVersion}");
            return answer.Status is { } status && (status.Token is not null || status.ClientCertificateData is not null)
                ? status : throw new ClusterException($"{plugin.Command} gave neither a token nor a certificate");
        }
        catch (JsonException exception)
        {
            throw new ClusterException($"{plugin.Command}, which gives the credentials, printed no ExecCredential: {exception.Message}", exception);
        }
    }

    private X509Certificate2? Certificate(ExecCredentialStatus status)
    {
        try
        {
            return status.ClientCertificateData is { } certificate ? X509Certificate2.CreateFromPem(certificate, status.ClientKeyData ?? "") : null;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new ClusterException($"{plugin.Command} gave a certificate that cannot be read: {exception.Message}", exception);
        }
    }
}
