using System.CommandLine;

namespace Berth.Verbs;

/// <summary>The options that say which cluster an experiment runs on, and how.</summary>
internal sealed class ClusterOptions
{
    private readonly Option<string?> _kubeconfig = new("--kubeconfig") { Description = "Kubernetes: file that says how to reach the cluster; without it KUBECONFIG, the service account of a pod, or ~/.kube/config." };
    private readonly Option<string?> _context = new("--context") { Description = "Kubernetes: its context; the current one without it." };
    private readonly Option<string> _image = new("--image") { Description = "Kubernetes: image of this program.", DefaultValueFactory = _ => DefaultImage };
    private readonly Option<bool> _alone = new("--alone") { Description = "Kubernetes: do not emulate the experiment first where that has not been done yet." };

    /// <summary>The image that <c>build/image</c> makes.</summary>
    internal static string DefaultImage { get; } = $"localhost/berth:{typeof(ClusterOptions).Assembly.GetName().Version!.ToString(3)}";

    internal void AddTo(Command command)
    {
        foreach (var option in (Option[])[_kubeconfig, _context, _image, _alone])
            command.Options.Add(option);
    }

    internal ClusterRequest Of(ParseResult parsed) => new(parsed.GetValue(_kubeconfig), parsed.GetValue(_context), parsed.GetValue(_image)!, parsed.GetValue(_alone));
}

/// <summary>On which cluster an experiment runs, and how.</summary>
/// <param name="Kubeconfig">File that says how to reach it; null looks in the usual places.</param>
/// <param name="Context">Its context; null is the current one.</param>
/// <param name="Image">Image of this program.</param>
/// <param name="Alone">Whether it is not emulated for the comparison.</param>
internal sealed record ClusterRequest(string? Kubeconfig, string? Context, string Image, bool Alone);
