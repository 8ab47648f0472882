using Berth.Accounting;
using Berth.Model;
using Berth.Model.Jobs;

namespace Berth.Policies.Solvers;

/// <summary>A site as the lower bounds see it: all its nodes together.</summary>
internal sealed class SiteRoom(Site site)
{
    /// <summary>Speed of a core relative to the reference.</summary>
    internal double Speed => site.Share.Value;

    /// <summary>Thousandths of cores of all nodes.</summary>
    internal double MilliCores { get; } = Math.Floor(Math.Round(site.Cpu.Cores * 1000, 6)) * site.Nodes;

    /// <summary>Bytes of all nodes.</summary>
    internal double Memory => site.Memory.Bytes * site.Nodes;

    /// <summary>Thousandths of graphics processors of all nodes.</summary>
    internal double GpuMilli => 1000.0 * (site.Gpu?.Count ?? 0) * site.Nodes;

    /// <summary>The least power of all nodes when nothing runs.</summary>
    internal double LeastWatts => site.Power is { } power ? Math.Min(power.Idle.Watts, site.Sleep?.Watts ?? double.MaxValue) * site.Nodes : 0;

    /// <summary>Watts of a thousandth of a graphics processor in use.</summary>
    internal double WattsPerGpuMilli => (site.Gpu?.Peak?.Watts ?? 0) / 1000;

    /// <summary>
    /// The least watts that a thousandth of a core in use can add: the least (P(u) − P(0)) / u over the loads u. Between two points of the curve
    /// this quotient is monotonic, so the least is at one of them.
    /// </summary>
    internal double WattsPerMilliCore { get; } = site.Power is not { } curve ? 0
        : Enumerable.Range(1, curve.Points.Count - 1)
            .Min(point => new PowerModel(curve).DynamicAt((double)point / (curve.Points.Count - 1)).Watts * (curve.Points.Count - 1) / point)
            / Math.Floor(Math.Round(site.Cpu.Cores * 1000, 6));

    /// <summary>Whether a node of the site could ever run a job.</summary>
    internal bool Runs(Job job) =>
        MilliCoresOf(job) <= Math.Floor(Math.Round(site.Cpu.Cores * 1000, 6)) && job.Memory.Bytes <= site.Memory.Bytes && job.Gpu.Count <= (site.Gpu?.Count ?? 0)
        && (job.Constraints is not { } constraints || ((constraints.Sites.Count == 0 || constraints.Sites.Contains(site.Name))
            && (constraints.GpuModels.Count == 0 || constraints.GpuModels.Contains(site.Gpu?.Model ?? ""))));

    /// <summary>Thousandths of cores of a job.</summary>
    internal static double MilliCoresOf(Job job) => Math.Ceiling(Math.Round(job.Cpu.Cores * 1000, 6));
}
