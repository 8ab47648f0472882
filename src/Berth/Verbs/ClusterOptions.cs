using System.CommandLine;

namespace Berth.Verbs;

/// <summary>The options that say which cluster an experiment runs on, and how.</summary>
internal sealed class ClusterOptions
{
    private readonly Option<string?> _kubeconfig = ClusterCommands.Kubeconfig();
    private readonly Option<string?> _context = ClusterCommands.Context();
    private readonly Option<string> _image = ClusterCommands.Image();
    private readonly Option<bool> _alone = new("--alone") { Description = "Do not emulate an experiment that runs on a cluster first, where that has not been done yet." };

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
