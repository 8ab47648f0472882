namespace Berth.Reports.Document;

/// <summary>A choice of a policy and why it was made.</summary>
/// <param name="Variant">Label of the variant.</param>
/// <param name="Placement">Name of the placement whose run it belongs to.</param>
/// <param name="Subject">What was placed: <c>camera@endpoint-1</c>.</param>
/// <param name="Policy">Name of the policy.</param>
/// <param name="Chosen">Chosen node; null when no candidate was feasible.</param>
/// <param name="Reason">One sentence.</param>
/// <param name="Candidates">Every node that was considered.</param>
public sealed record ReportDecision(
    string Variant,
    string Placement,
    string Subject,
    string Policy,
    string? Chosen,
    string Reason,
    IReadOnlyList<ReportCandidate> Candidates);
