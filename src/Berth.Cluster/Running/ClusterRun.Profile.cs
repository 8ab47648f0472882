using Berth.Cluster.Api;
using Berth.Emulation.Functions;
using Berth.Model;
using Berth.Model.Observations;

namespace Berth.Cluster.Running;

/// <content>Profiles: functions that are executed on a pod of every site.</content>
public sealed partial class ClusterRun
{
    private async Task RunProfileAsync(int number, Experiment experiment, ContinuumPods pods, CancellationToken cancellation)
    {
        store.AddExecutionSizes(experiment.Continuum.Sites.Select(ExecutionSize.Of));
        try
        {
            await new ProfileExecution(store, _journal, experiment, pods).RunAsync(number, ++_deployment, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ClusterException or ApiException or TimeoutException)
        {
            _journal.Fail(_deployment, $"profile: {exception.Message}");
        }
    }
}
