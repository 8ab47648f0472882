using Berth.Model.Services;

namespace Berth.Policies.Scaling.Elastic;

/// <summary>
/// What a service allows beside the number of replicas, put to use: cores in place of replicas that would have to start, the smaller model while those that are ready
/// cannot keep up, refusal of what would be late anyway, and the cap of a dirty grid. Without these levers it changes nothing.
/// </summary>
internal sealed class LeverUse
{
    private const long Second = 1_000_000_000;

    /// <summary>Chance of being late from which on the smaller model answers, and below which the large one may again.</summary>
    private const double SmallFrom = 0.2, LargeBelow = 0.01;

    /// <summary>How long the chance has to be low before the large model returns.</summary>
    private const long CalmBefore = 5 * Second;

    private int _ready, _cores, _asked;

    /// <summary>Cores that a replica can have as far as it is known: what the file allows until the world once gave less than was asked for.</summary>
    private double _each = double.PositiveInfinity;
    private bool _small;
    private long _unrest;
    private int _uncapped;
    private double _late;

    /// <summary>What it remembers from one question to the next.</summary>
    internal LeverMemory Memory
    {
        get => new(_asked, _each, _small, _unrest);
        set => (_asked, _each, _small, _unrest) = value;
    }

    /// <summary>Counts the cores of the replicas that take requests: one each, or more where they were given more.</summary>
    internal int Look(ServiceView view)
    {
        (_ready, _cores) = (0, 0);
        var others = 0;
        foreach (var replica in view.Replicas)
            if (replica.Ready == true && !replica.Leaving)
            {
                _ready++;
                _cores += view.Facts.Levers.Resize is null ? 1 : Math.Max(1, (int)replica.RequestedCores);
            }
            else
                others++;
        // Those that start or end have cores, too: what they leave is no less than what could be had.
        if (view.Facts.Levers.Resize is { } lever && _ready > 0)
            _each = Math.Min(lever.Most.Cores, Math.Max(_cores < Math.Min(_asked, view.Most - others) ? 0 : _each, (double)_cores / _ready));
        return _cores;
    }

    /// <summary>Replicas that were last asked for, in cores.</summary>
    internal int Desired(ServiceView view) => view.Facts.Levers.Resize is null ? view.Desired : view.Desired + _cores - _ready;

    /// <summary>Cores that can be had at once, without a start; 0 where that is forbidden.</summary>
    internal int Reach(ServiceView view) => view.Facts.Levers.Resize is { } lever ? (int)(Math.Max(1, _ready) * Math.Min(lever.Most.Cores, _each)) : 0;

    /// <summary>Whether so many can be had at once, or all that are allowed.</summary>
    internal bool Covers(ServiceView view, double cores) => Reach(view) >= Math.Min(cores, view.Most) && view.Facts.Levers.Resize is not null;

    /// <summary>Says how to have so many cores.</summary>
    /// <param name="view">The question.</param>
    /// <param name="wanted">Cores that the objective needs.</param>
    /// <param name="late">The chance that a request will be late if nothing but what is ready serves it.</param>
    internal Levers Use(ServiceView view, int wanted, double late)
    {
        var levers = view.Facts.Levers;
        (_uncapped, _late) = (wanted, late);
        if (levers.Carbon is { } carbon && view.GramsPerKilowattHour > carbon.Above.GramsPerKilowattHour)
            wanted = Math.Min(wanted, Math.Max(carbon.Most, view.Least));
        var (replicas, each) = levers.Resize is { } resize ? Resize(view, resize, wanted) : (wanted, 1);
        var small = levers.Variant is not null && IsSmall(view.Now, late);
        return new(wanted, replicas, each, small, levers.Admission ? Admit(view) : double.PositiveInfinity);
    }

    /// <summary>Why the levers of the last question stand as they do, to follow the reason for the number of replicas; empty without one in use.</summary>
    internal string Words(ServiceView view, Levers levers)
    {
        var words = "";
        if (levers.Wanted < _uncapped)
            words += $"; {_uncapped} would be right, but the grid has {view.GramsPerKilowattHour:0.#} g/kWh, more than {view.Facts.Levers.Carbon!.Above.GramsPerKilowattHour:0.#}";
        if (levers.Cores > 1)
            words += $"; the {Math.Max(1, _ready)} that are ready have {levers.Cores:0.##} cores each";
        if (levers.Small)
            words += $"; the smaller model answers: {_late:0 %} would be late with what is ready";
        if (double.IsFinite(levers.AdmitSeconds))
            words += $"; what would wait more than {levers.AdmitSeconds:0.##} s is refused";
        return words;
    }

    /// <summary>Cores for those that are ready before others are started; these are for what is beyond their reach.</summary>
    private (int Replicas, double Cores) Resize(ServiceView view, ResizeLever lever, int wanted)
    {
        var ready = Math.Max(1, _ready);
        var each = Math.Clamp((double)wanted / ready, 1, lever.Most.Cores);
        _asked = (int)(Math.Min(_ready, wanted) * each + 1e-9);
        return (Math.Clamp(Math.Min(ready, wanted) + Math.Max(0, wanted - Math.Max(ready, Reach(view))), view.Least, view.Most), each);
    }

    private bool IsSmall(long now, double late)
    {
        if (late > LargeBelow)
            _unrest = now;
        _small = late > SmallFrom || _small && now - _unrest < CalmBefore;
        return _small;
    }

    /// <summary>How long a request may wait to be in time; replicas that will be ready until then are counted on, as the world counts only those that are.</summary>
    private double Admit(ServiceView view)
    {
        var facts = view.Facts;
        var slack = Math.Max(0, facts.ObjectiveSeconds - facts.MeanSeconds * (_small ? facts.Levers.Variant!.Time.Value : 1));
        var soon = 0;
        foreach (var replica in view.Replicas)
            if (replica is { Ready: not true, Leaving: false, Started: { } started } && started + (facts.StartSeconds - slack) * Second < view.Now)
                soon++;
        return _ready == 0 ? double.PositiveInfinity : slack * (_cores + soon) / _cores;
    }
}

/// <summary>How the levers of a service are to stand.</summary>
/// <param name="Wanted">Cores that are wanted, with the cap of a dirty grid.</param>
/// <param name="Replicas">Replicas for them.</param>
/// <param name="Cores">Cores of those that are ready, in the mean.</param>
/// <param name="Small">Whether the smaller model answers.</param>
/// <param name="AdmitSeconds">What would have to wait longer is refused; infinite refuses nothing.</param>
internal readonly record struct Levers(int Wanted, int Replicas, double Cores, bool Small, double AdmitSeconds);
