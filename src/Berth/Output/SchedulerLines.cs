using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling;
using Berth.Cluster.Scheduling.Deciding;

namespace Berth.Output;

/// <summary>Prints what a scheduler does, a line each.</summary>
/// <param name="json">As JSON.</param>
/// <param name="quiet">Nothing of single pods.</param>
internal sealed class SchedulerLines(bool json, bool quiet) : ISchedulerNews
{
    public void Bound(ObjectKey pod, DecisionNote note)
    {
        if (quiet)
            return;
        if (json)
            JsonOutput.WriteLine(new SchedulerJson(pod.ToString(), note.Node, note.Reason, note));
        else
            Console.WriteLine($"{pod} → {note.Node}: {note.Reason}");
    }

    public void Refused(ObjectKey pod, string reason)
    {
        if (quiet)
            return;
        if (json)
            JsonOutput.WriteLine(new SchedulerJson(pod.ToString(), null, reason, null));
        else
            Console.WriteLine($"{pod} stays pending: {reason}");
    }

    public void Said(string what) => Console.Error.WriteLine(what);
}

/// <summary>A line of <c>berth scheduler --json</c>.</summary>
internal sealed record SchedulerJson(string Pod, string? Node, string Reason, DecisionNote? Decision);
