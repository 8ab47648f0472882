using System.Net;
using Berth.Workloads.Functions.Execution;
using Berth.Workloads.Functions.Service;
using Berth.Workloads.Serving;

namespace Berth.Workloads.Functions;

/// <summary>Serves functions by HTTP, one execution at a time (docs/workloads/functions.md).</summary>
public static class FunctionServer
{
    /// <summary>Serves until it is cancelled.</summary>
    /// <param name="settings">What and where.</param>
    /// <param name="ready">Told where it listens and how many seconds that took since the start of the process.</param>
    /// <param name="log">Where a line of JSON is written for each request.</param>
    /// <param name="cancellation">Ends it: what waits is called off, what runs may go on for the grace, and everything is answered.</param>
    /// <exception cref="IOException">The address cannot be listened on.</exception>
    public static async Task RunAsync(FunctionServerSettings settings, Action<IPEndPoint, double> ready, Stream log, CancellationToken cancellation)
    {
        var children = new ChildProcesses();
        var functions = FunctionCatalog.Make(children);
        var served = functions.Where(function => settings.Functions.Contains(function.Name)).ToList();
        var executor = new Executor(children, settings.QueueLimit);
        var state = new FunctionState(served, executor, new(children), settings);
        await FunctionWarmUp.Run(state).ConfigureAwait(false);
        await using var requests = new RequestLog(log, settings.Loki is { } loki ? new(loki, settings.Size, settings.Pod) : null);
        using var server = HttpServer.Start(settings.Address, new FunctionHttp(state, requests));
        ready(server.Address, state.Ready());
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellation.Register(ended.SetResult))
            await ended.Task.ConfigureAwait(false);
        state.IsEnding = true;
        executor.End(settings.Grace);
        await server.Stop(CancellationToken.None).ConfigureAwait(false);
        foreach (var function in functions.OfType<IDisposable>())
            function.Dispose();
    }
}
