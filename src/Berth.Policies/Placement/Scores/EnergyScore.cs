using System.Numerics;

namespace Berth.Policies.Placement.Scores;

/// <summary>Marginal energy of a task in joules, with the power usage effectiveness of the site. A node whose power is unknown comes last.</summary>
internal readonly ref struct EnergyScore(Cluster cluster, TaskRequest task) : INodeScore
{
    private const double UnknownJoules = 1e30;

    public void Enter(int first)
    {
    }

    public Vector<double> At(int first)
    {
        Span<double> joules = stackalloc double[Vector<double>.Count];
        for (var lane = 0; lane < joules.Length; lane++)
            joules[lane] = first + lane < cluster.Count ? Running(first + lane) + Waking(first + lane) : double.PositiveInfinity;
        return new(joules);
    }

    public double Gpus(int node) => 0;

    public IReadOnlyList<Term> Terms(int node) => cluster[node].Power is null ? [new("unknown power", UnknownJoules)] : [new("running J", Running(node)), new("waking J", Waking(node))];

    private double Running(int node) => cluster[node].Power is null ? UnknownJoules : MarginalEnergy.Running(cluster, task, node) * Pue(node);

    private double Waking(int node) => MarginalEnergy.Waking(cluster, task, node) * Pue(node);

    private double Pue(int node) => cluster.Sites[cluster.Site[node]].Pue;
}
