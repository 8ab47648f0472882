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

    private int _ready, _cores, _askedReady, _asked = 1;
    private bool _small;
    private long _unrest;

    /// <summary>Counts the cores of the replicas that take requests: one each, or more where they were given more.</summary>
    internal int Look(ServiceView view)
    {
        (_ready, _cores) = (0, 0);
        foreach (var replica in view.Replicas)
            if (replica.Ready == true && !replica.Leaving)
            {
                _ready++;
                _cores += view.Facts.Levers.Resize is null ? 1 : Math.Max(1, (int)replica.RequestedCores);
            }
        return _cores;
    }

    /// <summary>Replicas that were last asked for, in cores.</summary>
    internal int Desired(ServiceView view) => view.Facts.Levers.Resize is null ? view.Desired : view.Desired + _cores - _ready;

    /// <summary>Whether so many cores can be had at once, without a start.</summary>
    internal bool Covers(ServiceView view, double cores) => view.Facts.Levers.Resize is { } lever && Reach(lever) >= Math.Min(cores, view.Most);

    /// <summary>Says how to have so many cores.</summary>
    /// <param name="view">The question.</param>
    /// <param name="wanted">Cores that the objective needs.</param>
    /// <param name="late">The chance that a request will be late if nothing but what is ready serves it.</param>
    internal Levers Use(ServiceView view, int wanted, double late)
    {
        var levers = view.Facts.Levers;
        var words = "";
        if (levers.Carbon is { } carbon && view.GramsPerKilowattHour is { } grams && grams > carbon.Above.GramsPerKilowattHour && wanted > Math.Max(carbon.Most, view.Least))
        {
            words = $"; {wanted} would be right, but the grid has {grams:0.#} g/kWh, more than {carbon.Above.GramsPerKilowattHour:0.#}";
            wanted = Math.Max(carbon.Most, view.Least);
        }
        var (replicas, each) = levers.Resize is { } resize ? Resize(view, resize, wanted) : (wanted, 1);
        if (each > 1)
            words += $"; {each} cores for each of {Math.Min(replicas, _ready)} that are ready";
        if (levers.Variant is not null && IsSmall(view.Now, late))
            words += $"; the smaller model answers, as {late:0 %} would be late with what is ready";
        var admit = levers.Admission ? Admit(view) : double.PositiveInfinity;
        if (double.IsFinite(admit))
            words += $"; what would wait more than {admit:0.##} s is refused";
        return new(wanted, replicas, each, levers.Variant is not null && _small, admit, words);
    }

    /// <summary>Cores that those which are ready can have: what the file allows, or what the world gave when it was asked for more.</summary>
    private int Reach(ResizeLever lever)
    {
        var most = Math.Max(1, (int)lever.Most.Cores);
        return _ready == _askedReady && _cores < _ready * _asked ? _cores : Math.Max(1, _ready) * most;
    }

    private (int Replicas, int Each) Resize(ServiceView view, ResizeLever lever, int wanted)
    {
        var (ready, most) = (Math.Max(1, _ready), Math.Max(1, (int)lever.Most.Cores));
        var reach = Reach(lever);
        var (replicas, each) = (ready, most);
        if (reach < wanted)
            replicas = Math.Min(ready + wanted - reach, view.Most);
        else
            // The least that is enough; where that leaves a choice, as few replicas as possible have to go.
            for (var (some, best) = (Math.Max(ready, view.Least), int.MaxValue); some >= Math.Max(1, view.Least); some--)
                if ((wanted + some - 1) / some is var cores && cores <= most && some * cores < best)
                    (replicas, each, best) = (some, cores, some * cores);
        (_askedReady, _asked) = (Math.Min(ready, replicas), each);
        return (Math.Clamp(replicas, view.Least, view.Most), each);
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
/// <param name="Cores">Cores of each that is ready.</param>
/// <param name="Small">Whether the smaller model answers.</param>
/// <param name="AdmitSeconds">What would have to wait longer is refused; infinite refuses nothing.</param>
/// <param name="Words">Why, to follow the reason for the number of replicas; empty without a lever in use.</param>
internal readonly record struct Levers(int Wanted, int Replicas, int Cores, bool Small, double AdmitSeconds, string Words);
