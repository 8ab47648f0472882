using System.CommandLine;
using System.Net;
using Berth.Cluster;
using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Objects;
using Berth.Output;
using Berth.Records;
using Berth.Server.Health;

namespace Berth.Verbs;

/// <summary>What the verbs that need a Kubernetes cluster share.</summary>
internal static class ClusterCommands
{
    /// <summary>The option that says how a cluster is reached.</summary>
    internal static Option<string?> Kubeconfig() => new("--kubeconfig") { Description = "File that says how to reach the cluster; without it KUBECONFIG, the service account of a pod, or ~/.kube/config." };

    /// <summary>The option that says which one of the file it is.</summary>
    internal static Option<string?> Context() => new("--context") { Description = "Context of that file; the current one without it." };

    /// <summary>The option that names the image of this program.</summary>
    internal static Option<string> Image() => new("--image") { Description = "Image of this program on the cluster.", DefaultValueFactory = _ => DefaultImage };

    /// <summary>The image that <c>build/image</c> makes.</summary>
    private static string DefaultImage { get; } = $"localhost/berth:{typeof(ClusterCommands).Assembly.GetName().Version!.ToString(3)}";

    /// <summary>Does something with a cluster until it is done or until Ctrl-C, and returns the exit code.</summary>
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
        catch (Exception exception) when (exception is ArgumentException or IOException)
        {
            await Console.Error.WriteLineAsync(ErrorText.Of(exception)).ConfigureAwait(false);
            return ExitCodes.BadInput;
        }
        catch (Exception exception) when (exception is ClusterException or ApiException or RecordsException or TimeoutException)
        {
            await Console.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
            return ExitCodes.MachineLacks;
        }
    }

    /// <summary>The option that names where an orchestrator asks how the program is.</summary>
    internal static Option<string?> Health() => new("--health") { Description = "Serve /healthz, /readyz and /metrics there, as ADDRESS:PORT; port 0 is any that is free." };

    /// <summary>Does something with /healthz, /readyz and /metrics beside it, if an address is given.</summary>
    /// <exception cref="ArgumentException">It is no address.</exception>
    /// <exception cref="IOException">It cannot be listened on.</exception>
    internal static async Task WithHealthAsync(string? address, Func<bool> ready, Func<CancellationToken, Task<string>> metrics, Func<Task> run)
    {
        if (address is null)
        {
            await run().ConfigureAwait(false);
            return;
        }
        var listen = IPEndPoint.TryParse(address, out var at) ? at : throw new ArgumentException($"--health {address} is no address such as 0.0.0.0:8081");
        var server = await HealthServer.StartAsync(listen, ready, metrics).ConfigureAwait(false);
        await using var _ = server.ConfigureAwait(false);
        await Console.Error.WriteLineAsync($"health at {server.Address.ToString().TrimEnd('/')}").ConfigureAwait(false);
        await run().ConfigureAwait(false);
    }

    /// <summary>The lease of an option; null is none.</summary>
    /// <exception cref="ArgumentException">It is no namespace and name.</exception>
    internal static ObjectKey? Lease(string text) => text == "none" ? null
        : text.Split('/') is [{ Length: > 0 } space, { Length: > 0 } lease] ? new(space, lease) : throw new ArgumentException($"--lease {text}: write NAMESPACE/NAME, or none");
}
