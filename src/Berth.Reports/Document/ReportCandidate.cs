namespace Berth.Reports.Document;

/// <summary>A node that a policy considered.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Refusal">Why it could not be chosen; null when it could.</param>
/// <param name="Terms">The terms of its score; the lowest sum wins.</param>
public sealed record ReportCandidate(string Node, string? Refusal, IReadOnlyList<ReportTerm> Terms);
