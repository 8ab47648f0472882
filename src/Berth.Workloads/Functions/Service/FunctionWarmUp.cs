using System.Net;
using Berth.Workloads.Functions.Execution;
using Berth.Workloads.Serving;

namespace Berth.Workloads.Functions.Service;

/// <summary>Rehearses the functions and asks the server a few things before anyone else can, at an address that only it knows: all code is compiled then.</summary>
internal static class FunctionWarmUp
{
    private const int Rounds = 3;

    /// <exception cref="IOException">There is no loopback device.</exception>
    internal static async Task Run(FunctionState state)
    {
        foreach (var function in state.Functions)
            if (function.Rehearsal is { } rehearsal)
                using (rehearsal)
                {
                    var progress = new ExecutionProgress(CancellationToken.None);
                    rehearsal.Run(progress);
                    rehearsal.Conclude(1, progress);
                }
        using var server = HttpServer.Start(new(IPAddress.Loopback, 0), new FunctionHttp(state, null));
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var path in state.Paths)
                await SelfRequest.Ask(server.Address, $"POST {path}", "", "{\"no parameter\":1}"u8.ToArray()).ConfigureAwait(false);
            if (state.At("/pi") is not null)
                await SelfRequest.Ask(server.Address, "POST /pi", "", "{\"num_samples\":1}"u8.ToArray()).ConfigureAwait(false);
            if (state.At("/stress") is not null)
                await SelfRequest.Ask(server.Address, "POST /stress", "", "{\"input\":1}"u8.ToArray()).ConfigureAwait(false);
            foreach (var path in (string[])["/", "/health", "/metrics", "/progress"])
                await SelfRequest.Ask(server.Address, $"GET {path}", "", []).ConfigureAwait(false);
        }
        await server.Stop().ConfigureAwait(false);
    }
}
