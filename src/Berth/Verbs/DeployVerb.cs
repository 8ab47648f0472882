using System.CommandLine;
using Berth.Cluster.Deploying;
using Berth.Model;
using Berth.Output;

namespace Berth.Verbs;

/// <summary><c>berth deploy</c>: makes an experiment's workloads and services on a Kubernetes cluster, where they stay.</summary>
internal static class DeployVerb
{
    internal static Command Make()
    {
        var file = ExperimentArgument.Make();
        var placement = new Option<string?>("--placement") { Description = "Placement policy that says where workers are; the first of the file without it." };
        var scaling = new Option<string?>("--scaling") { Description = "Scaling policy of services; the first of the file without it." };
        var image = ClusterCommands.Image();
        var kubeconfig = ClusterCommands.Kubeconfig();
        var context = ClusterCommands.Context();
        var json = JsonOption.Make();
        var command = new Command("deploy", "Make the workers and services of an experiment on a Kubernetes cluster (docs/cluster.md).") { file, placement, scaling, image, kubeconfig, context, json };
        command.SetAction(async (parsed, _) =>
        {
            if (ExperimentArgument.Read(parsed.GetValue(file)!, parsed.GetValue(json), World.Kubernetes) is not { } variants)
                return ExitCodes.BadInput;
            return await ClusterCommands.RunAsync(parsed.GetValue(kubeconfig), parsed.GetValue(context), async (client, cancellation) =>
            {
                if (variants.Count > 1)
                    throw new ArgumentException($"the lists of the file give {variants.Count} experiments, and one can be deployed");
                var experiment = variants[0].Experiment;
                Among("--placement", parsed.GetValue(placement), experiment.Placements);
                Among("--scaling", parsed.GetValue(scaling), experiment.Scalings);
                if (RunVerb.WhyNotPlaced(variants) is { } why)
                    throw new ArgumentException(why);
                var notes = new List<string>();
                var deployer = new Deployer(client, parsed.GetValue(image)!, notes.Add, TimeProvider.System);
                var space = await deployer.DeployAsync(experiment, await File.ReadAllTextAsync(parsed.GetValue(file)!, cancellation).ConfigureAwait(false), parsed.GetValue(placement), parsed.GetValue(scaling), cancellation).ConfigureAwait(false);
                if (parsed.GetValue(json))
                    JsonOutput.Write(new DeployJson(space, notes));
                else
                    Console.WriteLine($"{string.Concat(notes.Select(note => note + "\n"))}deployed in {space}\nsee: berth status; remove: berth delete {space}");
            }).ConfigureAwait(false);
        });
        return command;
    }

    private static void Among(string option, string? name, IReadOnlyList<string> names)
    {
        if (name is not null && !names.Contains(name))
            throw new ArgumentException($"{option} {name} is not compared in the file: {string.Join(", ", names)}");
    }
}

/// <summary><c>berth deploy --json</c>.</summary>
internal sealed record DeployJson(string Namespace, IReadOnlyList<string> Notes);
