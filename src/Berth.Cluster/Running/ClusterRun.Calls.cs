using Berth.Cluster.Api;
using Berth.Emulation.Calls;
using Berth.Emulation.World;
using Berth.Model;

namespace Berth.Cluster.Running;

/// <content>Calls of functions, which placement policies are compared on.</content>
public sealed partial class ClusterRun
{
    private async Task RunCallsAsync(int number, Variant variant, ContinuumPods pods, CancellationToken cancellation)
    {
        try
        {
            await new CallComparison(store, _journal, calls, pods).RunAsync(number, variant, () => ++_deployment, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ClusterException or ApiException or EmulationException or TimeoutException or FormatException)
        {
            _journal.Fail(null, $"calls: {exception.Message}");
        }
    }
}
