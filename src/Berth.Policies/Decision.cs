namespace Berth.Policies;

/// <summary>A choice and why it was made, as a person can read it.</summary>
/// <param name="Policy">Name of the policy.</param>
/// <param name="Subject">What was placed: <c>camera@endpoint-1</c>.</param>
/// <param name="Chosen">Chosen node; null when no candidate is feasible.</param>
/// <param name="Reason">One sentence.</param>
/// <param name="Candidates">Every node that was considered, in the order of the view.</param>
public sealed record Decision(string Policy, string Subject, string? Chosen, string Reason, IReadOnlyList<Candidate> Candidates);
