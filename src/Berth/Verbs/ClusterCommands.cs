using Berth.Cluster;
using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Objects;
using Berth.Output;
using Berth.Records;

namespace Berth.Verbs;

/// <summary>What the verbs that serve a Kubernetes cluster share.</summary>
internal static class ClusterCommands
{
    /// <summary>Serves a cluster until Ctrl-C, and returns the exit code.</summary>
    internal static async Task<int> RunAsync(string? kubeconfig, string? context, Func<ApiClient, CancellationToken, Task> serve)
    {
        using var interruption = new Interruption();
        try
        {
            var access = FindAccess.Find(kubeconfig, context, TimeProvider.System, Environment.GetEnvironmentVariable);
            using var client = new ApiClient(access, TimeProvider.System);
            await serve(client, interruption.Token).ConfigureAwait(false);
            return ExitCodes.Done;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return ExitCodes.Done;
        }
        catch (ArgumentException exception)
        {
            await Console.Error.WriteLineAsync(ErrorText.Of(exception)).ConfigureAwait(false);
            return ExitCodes.BadInput;
        }
        catch (Exception exception) when (exception is ClusterException or ApiException or RecordsException)
        {
            await Console.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
            return ExitCodes.MachineLacks;
        }
    }

    /// <summary>The lease of an option; null is none.</summary>
    /// <exception cref="ArgumentException">It is no namespace and name.</exception>
    internal static ObjectKey? Lease(string text) => text == "none" ? null
        : text.Split('/') is [{ Length: > 0 } space, { Length: > 0 } lease] ? new(space, lease) : throw new ArgumentException($"--lease {text}: write NAMESPACE/NAME, or none");
}
