using Berth.Policies;
using Berth.Policies.Placement;

namespace Berth.Records.Situations;

/// <summary>What a placement policy decided about one task.</summary>
/// <param name="Subject">Name of the task.</param>
/// <param name="Chosen">The node; null when it stays pending.</param>
/// <param name="Waits">Whether it waits for room on its node.</param>
/// <param name="DeferredUntil">Moment to which it was put off, nanoseconds; null when it was not.</param>
/// <param name="Score">Score of the node; null without one.</param>
/// <param name="Reason">Why, in a sentence; empty when the policy gave no reason.</param>
/// <param name="Candidates">Every node with its terms or its refusal; empty where they were not kept.</param>
public sealed record TaskAnswer(string Subject, string? Chosen, bool Waits, long? DeferredUntil, double? Score, string Reason, IReadOnlyList<Candidate> Candidates)
{
    /// <summary>The answers of a batch about which a policy was asked.</summary>
    public static IReadOnlyList<TaskAnswer> Of(PlacementBatch batch)
    {
        var cluster = batch.Cluster;
        var whys = batch.Decisions.ToLookup(decision => decision.Subject);
        return [.. batch.Tasks.Select((task, index) =>
        {
            var node = batch.NodeOf(index);
            var until = batch.DeferredUntil(index);
            var why = index < batch.Decisions.Count && batch.Decisions[index].Subject == task.Name ? batch.Decisions[index] : whys[task.Name].FirstOrDefault();
            return new TaskAnswer(
                task.Name,
                node < 0 ? null : cluster[node].Name,
                node >= 0 && !cluster.Runs(task.Id, node),
                until > batch.Now ? until : null,
                double.IsFinite(batch.ScoreOf(index)) ? batch.ScoreOf(index) : null,
                why?.Reason ?? "",
                why?.Candidates ?? []);
        })];
    }

    /// <summary>How another answer about the same task differs, in words; null when it is the same decision.</summary>
    public string? Difference(TaskAnswer other)
    {
        if (Chosen != other.Chosen)
            return $"{Subject}: {Chosen ?? "no node"}, then {other.Chosen ?? "no node"}";
        if (Waits != other.Waits)
            return $"{Subject}: {(Waits ? "waits" : "starts")}, then {(other.Waits ? "waits" : "starts")} on {Chosen}";
        if (DeferredUntil != other.DeferredUntil)
            return $"{Subject}: put off until {DeferredUntil * 1e-9} s, then until {other.DeferredUntil * 1e-9} s";
        return Score != other.Score ? $"{Subject}: score {Score}, then {other.Score}" : null;
    }
}
