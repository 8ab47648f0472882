using Berth.Cluster.Collecting;
using Berth.Cluster.Deploying;

namespace Berth.Cluster.Running;

/// <content>What kubelets say meanwhile.</content>
public sealed partial class ClusterRun
{
    /// <summary>Measures while the kubelets are asked; what they do not give is noted.</summary>
    private async Task WithKubeletsAsync(ExperimentSpace space, List<string> notes, Func<Kubelets?, Task> measure)
    {
        if (settings.Kubelets == KubeletRoute.None)
        {
            await measure(null).ConfigureAwait(false);
            return;
        }
        using var kubelets = new Kubelets(client, settings.Kubelets);
        using var ended = new CancellationTokenSource();
        var sampling = new KubeletSampler(client, kubelets, space.Name, samples, text => _journal.Event(null, "kubelet", text), time).RunAsync(ended.Token);
        try
        {
            await measure(kubelets).ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            notes.AddRange(await sampling.ConfigureAwait(false));
        }
    }
}
