namespace Berth.Policies.Scaling.Foresight;

/// <summary>
/// Knows every request that will come: the fewest core-seconds with which the objective is met, by dynamic programming over seconds, replicas and
/// unfinished work (<see cref="StaffingPlan"/>). It has no lever but the number of replicas, and pays for the time in which they start.
/// </summary>
/// <param name="margin">Part by which it plans every request longer than it will take.</param>
public sealed class Oracle(double margin = 0) : IScalingPolicy, IClairvoyant
{
    private const long Second = 1_000_000_000;

    private IReadOnlyList<byte> _plan = [];
    private int _ahead;

    /// <summary>What it knows: replicas of each second, and how many seconds before it one must be asked for. Without any it wants the fewest.</summary>
    public (IReadOnlyList<byte> Plan, int Ahead) Memory
    {
        get => (_plan, _ahead);
        set => (_plan, _ahead) = value;
    }

    /// <inheritdoc/>
    public string Name => "oracle";

    /// <inheritdoc/>
    public string Summary => "knows every request that will come";

    /// <inheritdoc/>
    public long Period => Second;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">It allows no replica, or more than 255 at least.</exception>
    public void Foresee(ServiceFuture future)
    {
        if (future.Most < 1 || future.Least > byte.MaxValue)
            throw new ArgumentException($"the oracle plans 1 to {byte.MaxValue} replicas; from {future.Least} to {future.Most} are allowed");
        _ahead = (int)Math.Ceiling(future.Facts.StartSeconds - 1e-9);
        _plan = StaffingPlan.Make(future with { ServiceSeconds = request => future.ServiceSeconds(request) * (1 + margin) }, _ahead);
    }

    /// <inheritdoc/>
    public ScalingDecision Decide(ServiceView view)
    {
        var second = (int)Math.Clamp(view.Now / Second, 0, int.MaxValue - _ahead);
        var wanted = view.Least;
        // A replica that is needed after its start has to be asked for now.
        for (var at = second; at <= second + _ahead && at < _plan.Count; at++)
            wanted = Math.Max(wanted, _plan[at]);
        return new(wanted, view.Explain || wanted != view.Desired ? $"the plan for the next {_ahead + 1} s needs {wanted} replicas" : "", []);
    }
}
