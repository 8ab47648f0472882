using System.CommandLine;
using Berth.Cluster.Collecting;

namespace Berth.Verbs;

/// <summary>The options that say which cluster an experiment runs on, and how.</summary>
internal sealed class ClusterOptions
{
    private readonly Option<string?> _kubeconfig = ClusterCommands.Kubeconfig();
    private readonly Option<string?> _context = ClusterCommands.Context();
    private readonly Option<string> _image = ClusterCommands.Image();
    private readonly Option<KubeletRoute> _kubelets = new("--kubelets") { Description = "How the kubelets are asked for what the pods use: proxy (through the API server), direct or none.", DefaultValueFactory = _ => KubeletRoute.Proxy };
    private readonly Option<string?> _prometheus = new("--prometheus") { Description = "Prometheus that scrapes the cluster: energy as Kepler or Scaphandre measured it, and what cAdvisor saw." };
    private readonly Option<bool> _alone = new("--alone") { Description = "Do not emulate an experiment that runs on a cluster first, where that has not been done yet." };

    internal void AddTo(Command command)
    {
        foreach (var option in (Option[])[_kubeconfig, _context, _image, _kubelets, _prometheus, _alone])
            command.Options.Add(option);
    }

    internal ClusterRequest Of(ParseResult parsed) => new(
        parsed.GetValue(_kubeconfig), parsed.GetValue(_context), parsed.GetValue(_image)!, parsed.GetValue(_kubelets), parsed.GetValue(_prometheus), parsed.GetValue(_alone));
}

/// <summary>On which cluster an experiment runs, and how.</summary>
/// <param name="Kubeconfig">File that says how to reach it; null looks in the usual places.</param>
/// <param name="Context">Its context; null is the current one.</param>
/// <param name="Image">Image of this program.</param>
/// <param name="Kubelets">How the kubelets are asked.</param>
/// <param name="Prometheus">Address of a Prometheus that scrapes it; null is none.</param>
/// <param name="Alone">Whether it is not emulated for the comparison.</param>
internal sealed record ClusterRequest(string? Kubeconfig, string? Context, string Image, KubeletRoute Kubelets, string? Prometheus, bool Alone);
