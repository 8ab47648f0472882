using Berth.Cluster.Objects;

namespace Berth.Cluster.Scheduling.Predicates;

/// <summary>Which taints a pod tolerates.</summary>
internal static class TaintRules
{
    internal const string NoSchedule = "NoSchedule";

    private const string NoExecute = "NoExecute";

    /// <summary>The first taint that keeps a pod with some tolerations away; null when there is none. Taints that are only preferred to be avoided do not.</summary>
    internal static Taint? Keeping(IReadOnlyList<Taint> taints, IReadOnlyList<Toleration>? tolerations)
    {
        foreach (var taint in taints)
            if (taint.Effect is NoSchedule or NoExecute && !Tolerates(tolerations, taint))
                return taint;
        return null;
    }

    internal static bool Tolerates(IReadOnlyList<Toleration>? tolerations, Taint taint)
    {
        foreach (var each in tolerations ?? [])
            if ((string.IsNullOrEmpty(each.Effect) || each.Effect == taint.Effect) && (string.IsNullOrEmpty(each.Key) ? each.Operator == "Exists" : each.Key == taint.Key)
                && (each.Operator == "Exists" || (each.Value ?? "") == (taint.Value ?? "")))
                return true;
        return false;
    }
}
