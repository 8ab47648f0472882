namespace Berth.Policies;

/// <summary>A node that a policy considered.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Refusal">Why it cannot be chosen; null when it can.</param>
/// <param name="Terms">The terms of its score; the lowest sum wins, ties go to the first in the view.</param>
public sealed record Candidate(string Node, string? Refusal, IReadOnlyList<Term> Terms)
{
    /// <summary>Sum of the terms.</summary>
    public double Score => Terms.Sum(term => term.Value);

    /// <summary>The refusals of some candidates in words, each once.</summary>
    internal static string Refusals(IReadOnlyList<Candidate> candidates) => candidates.Count == 0
        ? "the continuum has no nodes"
        : string.Join("; ", candidates.GroupBy(candidate => candidate.Refusal).Select(group => $"{group.Key} ({group.First().Node}{(group.Count() > 1 ? $" and {group.Count() - 1} more" : "")})"));
}

/// <summary>One term of a score.</summary>
public readonly record struct Term(string Name, double Value);
