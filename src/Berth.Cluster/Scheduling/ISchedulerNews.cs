using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling.Deciding;

namespace Berth.Cluster.Scheduling;

/// <summary>Hears what a scheduler does, from any thread.</summary>
public interface ISchedulerNews
{
    /// <summary>A pod was bound.</summary>
    void Bound(ObjectKey pod, DecisionNote note);

    /// <summary>A pod stays pending.</summary>
    void Refused(ObjectKey pod, string reason);

    /// <summary>Something else happened, in words: who leads, a server that is away.</summary>
    void Said(string what);
}
