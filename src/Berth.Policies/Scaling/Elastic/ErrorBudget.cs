namespace Berth.Policies.Scaling.Elastic;

/// <summary>
/// The late requests that an objective still allows. An objective for the 99th percentile allows one request in a hundred to be late; what was not used
/// so far may be used later. The price of a late request falls while there is much left and rises when it runs out.
/// </summary>
/// <param name="percentile">Percentile of the objective.</param>
/// <param name="aim">Part of what is allowed that should be used.</param>
internal sealed class ErrorBudget(double percentile, double aim)
{
    private readonly double _allowed = (1 - percentile / 100) * aim;

    /// <summary>Requests that are taken as seen in time before the first one, so that a single late one at the beginning means little.</summary>
    private const double Credit = 500;

    private const double AheadSeconds = 600;

    /// <summary>Requests that were answered, refused or lost.</summary>
    internal long Requests { get; private set; }

    /// <summary>Those that were late.</summary>
    internal long Late { get; private set; }

    /// <summary>What it remembers; what is set is as it was left.</summary>
    internal BudgetMemory Memory
    {
        get => new(percentile, Requests, Late);
        set => (Requests, Late) = (value.Requests, value.Late);
    }

    /// <summary>Requests that may still be late, the next ten minutes' share included.</summary>
    /// <param name="rate">Requests a second.</param>
    internal double Left(double rate) => _allowed * (Requests + AheadSeconds * rate) - Late;

    /// <summary>Part of the budget that is used up; above 1 when the objective is missed.</summary>
    internal double Used => Late / (_allowed * (Requests + Credit));

    internal void Observe(in LoadSecond second)
    {
        Requests += second.Completed + second.Refused;
        Late += second.Late;
    }
}
