namespace Berth.Emulation.World;

/// <summary>What was found about one thing that Berth needs of a machine.</summary>
/// <param name="Subject">The thing.</param>
/// <param name="State">Whether it is as it should be.</param>
/// <param name="Text">What that means.</param>
/// <param name="Command">What would change it; null when there is nothing to change, or no command does.</param>
public sealed record Finding(string Subject, FindingState State, string Text, string? Command);

/// <summary>Whether a thing is as it should be.</summary>
public enum FindingState
{
    /// <summary>It is.</summary>
    Good,

    /// <summary>Experiments run, but something is less exact or not enforced.</summary>
    Limited,

    /// <summary>No experiment can run.</summary>
    Missing,
}
