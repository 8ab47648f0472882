using System.CommandLine;
using Berth.Cluster.Deploying;
using Berth.Model.Files;
using Berth.Output;

namespace Berth.Verbs;

/// <summary><c>berth delete</c>: deletes an experiment from a Kubernetes cluster.</summary>
internal static class DeleteVerb
{
    internal static Command Make()
    {
        var space = new Argument<string>("namespace") { Description = "Namespace of the experiment, as 'berth status' shows it." };
        var kubeconfig = ClusterCommands.Kubeconfig();
        var context = ClusterCommands.Context();
        var json = JsonOption.Make();
        var command = new Command("delete", "Delete an experiment from a Kubernetes cluster, and wait until it is gone.") { space, kubeconfig, context, json };
        command.SetAction((parsed, _) => ClusterCommands.RunAsync(parsed.GetValue(kubeconfig), parsed.GetValue(context), async (client, cancellation) =>
        {
            var name = parsed.GetValue(space)!;
            var deployed = await DeployedExperiment.ListAsync(client, cancellation).ConfigureAwait(false);
            // Only what was made here is deleted, whatever else has that name.
            var experiment = deployed.FirstOrDefault(each => each.Namespace == name)
                ?? throw new ArgumentException($"{name} is no experiment on the cluster: {(deployed.Count == 0 ? "there is none" : Spelling.Suggest(name, [.. deployed.Select(each => each.Namespace)]))}");
            await experiment.DeleteAsync(client, TimeProvider.System, cancellation).ConfigureAwait(false);
            if (parsed.GetValue(json))
                JsonOutput.Write(new DeleteJson(name));
            else
                Console.WriteLine($"deleted {name}");
        }));
        return command;
    }
}

/// <summary><c>berth delete --json</c>.</summary>
internal sealed record DeleteJson(string Namespace);
