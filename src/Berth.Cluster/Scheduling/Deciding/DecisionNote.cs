using Berth.Policies;

namespace Berth.Cluster.Scheduling.Deciding;

/// <summary>Why a pod is where it is: the annotation <see cref="BerthLabels.Decision"/>, as JSON.</summary>
/// <param name="Policy">Policy that chose.</param>
/// <param name="Node">The chosen node.</param>
/// <param name="Reason">In one sentence.</param>
/// <param name="Score">Score of the node, the lower the better; null where the policy gives none.</param>
/// <param name="Terms">The terms of the score; null unless reasons were taken in full.</param>
/// <param name="Others">The best of the other nodes; null unless reasons were taken in full.</param>
/// <param name="Refused">Why nodes could not be chosen, and how many; null unless reasons were taken in full.</param>
public sealed record DecisionNote(
    string Policy,
    string Node,
    string Reason,
    double? Score = null,
    IReadOnlyDictionary<string, double>? Terms = null,
    IReadOnlyList<OtherNode>? Others = null,
    IReadOnlyList<RefusedNodes>? Refused = null)
{
    private const int MostOthers = 5;

    private const int MostReasons = 10;

    /// <summary>From the reasons of a policy.</summary>
    internal static DecisionNote Of(Decision decision, double score)
    {
        var chosen = decision.Candidates.First(candidate => candidate.Node == decision.Chosen);
        return new(
            decision.Policy, decision.Chosen!, decision.Reason, Finite(score), TermsOf(chosen),
            [.. decision.Candidates.Where(each => each.Refusal is null && each != chosen).OrderBy(each => each.Score).Take(MostOthers).Select(each => new OtherNode(each.Node, Finite(each.Score), TermsOf(each)))],
            [.. decision.Candidates.Where(each => each.Refusal is not null).GroupBy(each => each.Refusal!).OrderByDescending(group => group.Count()).Take(MostReasons).Select(group => new RefusedNodes(group.Key, group.Count()))]);
    }

    /// <summary>A number that JSON can hold.</summary>
    internal static double? Finite(double number) => double.IsFinite(number) ? number : null;

    private static Dictionary<string, double>? TermsOf(Candidate candidate) => candidate.Terms.Count == 0 ? null
        : candidate.Terms.Where(term => double.IsFinite(term.Value)).GroupBy(term => term.Name).ToDictionary(group => group.Key, group => group.Sum(term => term.Value));
}

/// <summary>A node that could have been chosen.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Score">Its score.</param>
/// <param name="Terms">The terms of the score.</param>
public sealed record OtherNode(string Node, double? Score, IReadOnlyDictionary<string, double>? Terms);

/// <summary>Nodes that could not be chosen for the same reason.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Nodes">How many.</param>
public sealed record RefusedNodes(string Reason, int Nodes);
