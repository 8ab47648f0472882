using System.CommandLine;
using Berth.Cluster.Deploying;
using Berth.Output;

namespace Berth.Verbs;

/// <summary><c>berth status</c>: what experiments are on a Kubernetes cluster, and how their pods are.</summary>
internal static class StatusVerb
{
    internal static Command Make()
    {
        var kubeconfig = ClusterCommands.Kubeconfig();
        var context = ClusterCommands.Context();
        var json = JsonOption.Make();
        var command = new Command("status", "Show the experiments on a Kubernetes cluster and how their pods are.") { kubeconfig, context, json };
        command.SetAction((parsed, _) => ClusterCommands.RunAsync(parsed.GetValue(kubeconfig), parsed.GetValue(context), async (client, cancellation) =>
        {
            var deployed = await DeployedExperiment.ListAsync(client, cancellation).ConfigureAwait(false);
            if (parsed.GetValue(json))
                JsonOutput.Write(new StatusJson(deployed));
            else if (deployed.Count == 0)
                Console.WriteLine("No experiment is on the cluster.");
            else
                foreach (var experiment in deployed)
                    Print(experiment);
        }));
        return command;
    }

    private static void Print(DeployedExperiment experiment)
    {
        Console.WriteLine($"{experiment.Namespace}: {experiment.Experiment} since {experiment.Since:yyyy-MM-dd HH:mm:ss} UTC, {experiment.Pods.Count(pod => pod.State == "ready")} of {experiment.Pods.Count} pods ready{(experiment.Ending ? ", ending" : "")}");
        foreach (var pod in experiment.Pods)
            Console.WriteLine($"  {pod.Name}: {pod.State}{(pod.Node is null ? "" : $" on {pod.Node}")}{(pod.Why is null ? "" : $": {pod.Why}")}");
        foreach (var decision in experiment.Decisions)
            Console.WriteLine($"  {decision}");
    }
}

/// <summary><c>berth status --json</c>.</summary>
internal sealed record StatusJson(IReadOnlyList<DeployedExperiment> Experiments);
