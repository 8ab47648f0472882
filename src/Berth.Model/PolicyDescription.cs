namespace Berth.Model;

/// <summary>What an experiment file may say of a policy.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it does, in one sentence.</param>
/// <param name="Options">What can be set.</param>
public sealed record PolicyDescription(string Name, string Summary, IReadOnlyList<PolicyOption> Options);

/// <summary>A number that can be set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it does, with its unit.</param>
/// <param name="Default">Its value when nothing is said.</param>
/// <param name="Least">Smallest value.</param>
/// <param name="Most">Largest value.</param>
public sealed record PolicyOption(string Name, string Summary, double Default, double Least, double Most);
