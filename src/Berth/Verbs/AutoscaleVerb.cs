using System.CommandLine;
using Berth.Cluster;
using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Autoscaling;
using Berth.Output;

namespace Berth.Verbs;

/// <summary><c>berth autoscale</c>: runs the scaling policies of a Kubernetes cluster's <c>BerthScaler</c>s.</summary>
internal static class AutoscaleVerb
{
    internal static Command Make()
    {
        var space = new Option<string?>("--namespace") { Description = "Namespace whose scalers are run; all without it." };
        var kubeconfig = ClusterCommands.Kubeconfig();
        var context = ClusterCommands.Context();
        var lease = new Option<string>("--lease") { Description = "Lease by which one of several acts, as NAMESPACE/NAME; 'none' acts without.", DefaultValueFactory = _ => "kube-system/berth-autoscaler" };
        var health = ClusterCommands.Health();
        var json = JsonOption.Make();
        var command = new Command("autoscale", "Scale the deployments of a Kubernetes cluster by scaling policies (docs/cluster.md).") { space, kubeconfig, context, lease, health, json };
        command.SetAction((parsed, _) => ClusterCommands.RunAsync(parsed.GetValue(kubeconfig), parsed.GetValue(context), (client, cancellation) =>
        {
            var options = new AutoscalerOptions { Namespace = parsed.GetValue(space), Lease = ClusterCommands.Lease(parsed.GetValue(lease)!) };
            var autoscaler = new Autoscaler(client, options, new AutoscalerLines(parsed.GetValue(json)), TimeProvider.System);
            return ClusterCommands.WithHealthAsync(parsed.GetValue(health), () => autoscaler.IsSynced, _ => Task.FromResult(autoscaler.Metrics), () => autoscaler.RunAsync(cancellation));
        }));
        return command;
    }
}
