namespace Berth.Policies;

/// <summary>A node that a policy considered.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Refusal">Why it cannot be chosen; null when it can.</param>
/// <param name="Terms">The terms of its score; the lowest sum wins, ties go to the first in the view.</param>
public sealed record Candidate(string Node, string? Refusal, IReadOnlyList<Term> Terms)
{
    /// <summary>Sum of the terms.</summary>
    public double Score => Terms.Sum(term => term.Value);
}

/// <summary>One term of a score.</summary>
public readonly record struct Term(string Name, double Value);
