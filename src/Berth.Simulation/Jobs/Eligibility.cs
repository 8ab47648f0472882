using Berth.Model.Jobs;
using Berth.Policies.Placement;

namespace Berth.Simulation.Jobs;

/// <summary>Which nodes a job's constraints admit, and whether any could ever run it. Jobs with equal constraints share one answer.</summary>
internal sealed class Eligibility(Cluster cluster)
{
    private readonly Dictionary<string, NodeSet> _sets = [];
    private readonly Dictionary<(Demand, NodeSet?), bool> _possible = [];

    internal NodeSet? Admitted(JobConstraints? constraints)
    {
        if (constraints is null or { Sites.Count: 0, GpuModels.Count: 0, Nodes: null })
            return null;
        var key = string.Join('|', constraints.Sites) + "||" + string.Join('|', constraints.GpuModels) + "||" + string.Join('|', constraints.Nodes ?? []);
        if (!_sets.TryGetValue(key, out var set))
        {
            var members = new bool[cluster.Count];
            var nodes = constraints.Nodes?.ToHashSet();
            for (var node = 0; node < members.Length; node++)
                members[node] = (constraints.Sites.Count == 0 || constraints.Sites.Contains(cluster.Sites[cluster.Site[node]].Name))
                    && (constraints.GpuModels.Count == 0 || constraints.GpuModels.Contains(cluster[node].GpuModel))
                    && nodes?.Contains(cluster[node].Name) != false;
            List<string> wanted = [];
            if (constraints.Sites.Count > 0)
                wanted.Add("is not in " + string.Join(" or ", constraints.Sites));
            if (constraints.GpuModels.Count > 0)
                wanted.Add("has no " + string.Join(" or ", constraints.GpuModels));
            if (nodes is not null)
                wanted.Add("is closed to it");
            _sets[key] = set = new(string.Join(" or ", wanted), members);
        }
        return set;
    }

    internal bool Possible(TaskRequest task)
    {
        var key = (task.Demand, task.Admitted);
        if (!_possible.TryGetValue(key, out var possible))
        {
            for (var node = 0; node < cluster.Count && !possible; node++)
                possible = cluster.NeverFits(task, node) is null;
            _possible[key] = possible;
        }
        return possible;
    }
}
