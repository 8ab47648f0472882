namespace Berth.Policies.Scaling.Elastic;

/// <summary>
/// Meets a latency objective with few core-seconds: each number of replicas costs its cores, and the requests that would be late with it, at a price that the error budget
/// sets. What counts is the work that is left when a decision takes effect.
/// </summary>
public sealed class BerthScaling : IScalingPolicy
{
    private const long Second = 1_000_000_000;
    private const double MostAdjusted = 2.5;
    private const double Known = 500;

    /// <summary>In which a surge has come to its height.</summary>
    private const double SurgeSeconds = 8;

    /// <summary>How long a surge is feared that was never seen: to a third after so long.</summary>
    private const double FearSeconds = 1200;

    private static readonly (double Deviations, double Weight)[] Rates = [(-1.2247, 0.3333), (0, 0.3334), (1.2247, 0.3333)];

    private readonly BerthScalingOptions _options;
    private readonly Queue<(long Moment, int Wanted)> _recent = new();
    private readonly LeverUse _levers = new();
    private RateEstimate? _rate;
    private ErrorBudget? _budget;
    private long _observed = -1;
    private double _serviceSeconds, _surge;
    private int _ready;

    /// <summary>Makes one.</summary>
    /// <param name="options">Its options.</param>
    /// <param name="memory">What it remembers; null for a new one.</param>
    public BerthScaling(BerthScalingOptions options, BerthMemory? memory = null)
    {
        _options = options;
        Period = (long)(options.PeriodSeconds * 1e9);
        if (memory is null)
            return;
        (_observed, _serviceSeconds, _recent, _levers.Memory) = (memory.Observed, memory.ServiceSeconds, new(memory.Recent), memory.Levers);
        _rate = memory.Rate is { } rate ? new(rate) : null;
        _budget = memory.Budget is { } budget ? new(budget.Percentile, options.Aim) { Memory = budget } : null;
    }

    /// <summary>What it remembers.</summary>
    public BerthMemory Memory => new()
    {
        Rate = _rate?.Memory, Budget = _budget?.Memory, Levers = _levers.Memory, Recent = [.. _recent], Observed = _observed, ServiceSeconds = _serviceSeconds,
    };

    /// <inheritdoc/>
    public string Name => "berth";

    /// <inheritdoc/>
    public string Summary => "the fewest core-seconds with which the objective's error budget lasts";

    /// <inheritdoc/>
    public long Period { get; }

    /// <inheritdoc/>
    public ScalingDecision Decide(ServiceView view)
    {
        var facts = view.Facts;
        var delay = Math.Min(facts.StartSeconds, view.Standby > 0 || facts.Levers.Standby is not null ? facts.ActivationSeconds : facts.StartSeconds);
        if (_serviceSeconds == 0)
            _serviceSeconds = facts.MeanSeconds;
        _rate ??= new(delay + 1);
        _budget ??= new(facts.ObjectivePercentile, _options.Aim);
        if (view.Now / Second > _observed && view.Load.Count > 0)
        {
            _observed = view.Now / Second;
            _rate.Observe(view.Load);
            _budget.Observe(view.Load[0]);
            Learn(facts, view.Load[0]);
        }
        // Within less time it grows less, and what never happened becomes less likely.
        var feared = 1 + (_options.Surge - 1) * Math.Min(1, (facts.StartSeconds + 1) / SurgeSeconds) * Math.Exp(-view.Now * 1e-9 / FearSeconds);
        _surge = Math.Max(feared, 1.2 * _rate.Jump);
        _ready = _levers.Look(view);
        if (_levers.Covers(view, Math.Max(_levers.Desired(view), SurgeRate * _serviceSeconds) + 1))
            delay = 0;
        var wanted = Math.Max(Cheapest(view, delay), delay > 0 && _levers.Reach(view) is var reach and > 0 ? Math.Min(reach, Cheapest(view, 0)) : 0);
        if (facts.Levers.Standby is null && delay > 0 && SurgeCost(view, Math.Max(wanted, _levers.Reach(view))) > _budget.Left(_rate.Rate))
            wanted = Math.Max(wanted, Math.Clamp((int)Math.Round(SurgeRate * _serviceSeconds), view.Least, view.Most));
        var kept = Keep(view, wanted, delay);
        var standby = facts.Levers.Standby is { } lever ? Math.Clamp(view.Most - kept, 0, lever.Most) : 0;
        var levers = _levers.Use(view, kept, facts.Levers.Variant is null ? 0 : Math.Min(1, Chance(view, Math.Max(1, _ready), delay)));
        var explain = view.Explain || levers.Replicas != view.Desired;
        return new(levers.Replicas, explain ? Words(view, levers, delay) : "", explain ? Terms(view, levers, delay) : [])
        {
            Standby = standby, Cores = levers.Cores, Small = levers.Small, AdmitSeconds = levers.AdmitSeconds,
        };
    }

    /// <summary>What a request takes is measured as they come: the file, or the measurement before the run, counts as some hundred of them.</summary>
    private void Learn(ServiceFacts facts, in LoadSecond second)
    {
        // With a smaller model the times are of both.
        if (facts.Levers.Variant is null && second.Completed > 0)
            _serviceSeconds += (second.ServiceSeconds / second.Completed - _serviceSeconds) * second.Completed / (second.Completed + Known);
    }

    private string Words(ServiceView view, Levers levers, double delay) =>
        $"{_rate!.Rate:0.#} requests/s (±{_rate.Deviation:0.#}) keep {_rate.Rate * _serviceSeconds:0.##} cores busy and {view.Queued} wait; with {levers.Wanted} replicas, {Math.Min(1, Chance(view, levers.Wanted, delay)):0.0 %} of what comes {delay:0.##} s from now will be late, and {_budget!.Used:0 %} of the error budget is used{_levers.Words(view, levers)}";

    private Term[] Terms(ServiceView view, Levers levers, double delay) =>
        [new("rate", _rate!.Rate), new("deviation", _rate.Deviation), new("queued", view.Queued), new("late", Math.Min(1, Chance(view, levers.Wanted, delay))), new("budget used", _budget!.Used), new("price", Price)];

    private double Price => _options.Price * Math.Exp(Math.Clamp(_options.Stiffness * (_budget!.Used - 1), -MostAdjusted, MostAdjusted));

    private int Cheapest(ServiceView view, double delay)
    {
        var (best, least) = (view.Most, double.PositiveInfinity);
        for (var replicas = Math.Max(view.Least, 1); replicas <= view.Most; replicas++)
        {
            var late = Price * Math.Max(_rate!.Rate, 1) * Chance(view, replicas, delay);
            if (replicas + late < least)
                (best, least) = (replicas, replicas + late);
            // Another core could not save as much as it costs.
            if (late < 1)
                break;
        }
        return best;
    }

    /// <summary>The chance that a request is late that comes when the next decision could take effect, if there are so many replicas from now on.</summary>
    private double Chance(ServiceView view, int replicas, double delay)
    {
        var facts = view.Facts;
        var service = _serviceSeconds;
        var slack = Math.Max(0, facts.ObjectiveSeconds - service) * _options.Margin;
        var before = Math.Min(_ready, replicas);
        var work = view.Queued * service + view.InFlight * service / 2;
        var level = slack * replicas + (replicas - 1) * service / 2;
        var time = _options.PeriodSeconds + _options.LagSeconds;
        var total = 0.0;
        foreach (var (deviations, weight) in Rates)
        {
            var rate = Math.Max(0, _rate!.Rate + _rate.Growth * delay + deviations * _rate.Deviation);
            var variance = rate * service * service * (1 + facts.Variation * facts.Variation);
            // Until the decision takes effect there are those that there are; the mean is enough for that time.
            var then = Math.Max(0, work + (rate * service - before) * delay);
            total += weight * (LateChance.Above(then, rate * service - replicas, variance, time + delay, level) + Math.Max(0, then - level) / Math.Max(replicas - rate * service, 0.05));
        }
        return total;
    }

    /// <summary>A replica that will be wanted again before another would have started is kept: at most its start is lost by it.</summary>
    private int Keep(ServiceView view, int wanted, double delay)
    {
        var horizon = (long)((delay * _options.Patience + _options.LagSeconds) * 1e9);
        _recent.Enqueue((view.Now, wanted));
        while (_recent.TryPeek(out var oldest) && oldest.Moment < view.Now - horizon)
            _recent.Dequeue();
        var most = wanted;
        foreach (var (_, recent) in _recent)
            most = Math.Max(most, recent);
        return Math.Max(wanted, Math.Min(most, _levers.Desired(view)));
    }

    /// <summary>
    /// Replicas that carry a sudden surge until others have started. A load that was never seen to grow may multiply; one whose range is known is not expected far beyond it.
    /// </summary>
    private double SurgeRate => Math.Min(
        _surge * Math.Max(_rate!.Rate, double.IsFinite(_rate.Lowest) ? _rate.Lowest : 0), Math.Max(_surge * _rate.Lowest, 1.2 * _rate.Highest));

    /// <summary>Requests that a surge would make late if nothing were kept for it: those that come until new replicas have started and have done what was left.</summary>
    private double SurgeCost(ServiceView view, int replicas)
    {
        var (service, rate) = (_serviceSeconds, SurgeRate);
        var delay = view.Facts.StartSeconds + 1;
        var left = Math.Max(0, rate * service - replicas) * delay;
        return left <= 0 ? 0 : rate * (delay + left / Math.Max(view.Most - rate * service, 0.5) - view.Facts.ObjectiveSeconds);
    }
}
