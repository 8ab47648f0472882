using Berth.Model.Units;

namespace Berth.Accounting;

/// <summary>
/// Integrates the power of one node over time and says who caused it. Utilisation is constant in each interval, so its energy is
/// P(u)·dt exactly. The dynamic part P(u) − P(0) goes to the jobs of the interval in proportion to the processor time that each used;
/// idle power, and the dynamic part of an interval in which no job ran, stay with the node. What the jobs are charged and what stays sum to the whole.
/// Emissions are energy · PUE · intensity, with the intensity at that moment.
/// </summary>
public sealed class EnergyLedger
{
    private const double JoulesPerKilowattHour = 3.6e6;

    private readonly PowerModel _power;
    private readonly CarbonIntensitySeries? _intensity;
    private readonly double _pue;
    private readonly Dictionary<string, (double Joules, double Grams)> _jobs = [];
    private (double Joules, double Grams) _total, _idle;
    private double _seconds;

    /// <summary>Opens an empty ledger; without an intensity it keeps energy only.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The power usage effectiveness is below 1 or not finite.</exception>
    public EnergyLedger(PowerModel power, CarbonIntensitySeries? intensity = null, double pue = 1)
    {
        if (!(pue >= 1) || !double.IsFinite(pue))
            throw new ArgumentOutOfRangeException(nameof(pue), $"power usage effectiveness is at least 1; {pue} is not");
        (_power, _intensity, _pue) = (power, intensity, pue);
    }

    /// <summary>Everything that the node used: the integral of its power.</summary>
    public EnergyAccount Total => Account(_total);

    /// <summary>What no job is charged for.</summary>
    public EnergyAccount Idle => Account(_idle);

    /// <summary>The part above idle power, whether or not a job is charged for it.</summary>
    public Energy Dynamic => new(_total.Joules - _power.Idle.Watts * _seconds);

    /// <summary>Time that the ledger covers.</summary>
    public Duration Covered => new(_seconds);

    /// <summary>Every job that was charged, in order of appearance.</summary>
    public IReadOnlyCollection<string> Jobs => _jobs.Keys;

    /// <summary>What one job is charged for; nothing for a job that never ran.</summary>
    public EnergyAccount Of(string job) => Account(_jobs.GetValueOrDefault(job));

    /// <summary>Adds one interval.</summary>
    /// <param name="start">Its start, nanoseconds.</param>
    /// <param name="interval">Its length, nanoseconds, positive.</param>
    /// <param name="utilization">Utilisation of the whole node in it.</param>
    /// <param name="jobs">Processor time of each job in it.</param>
    /// <exception cref="ArgumentException">A length that is not positive, or processor time that is negative or not finite.</exception>
    public void Add(long start, long interval, double utilization, params ReadOnlySpan<JobUse> jobs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, 1);
        var used = 0.0;
        foreach (var job in jobs)
        {
            if (!double.IsFinite(job.Cpu) || job.Cpu < 0)
                throw new ArgumentException($"the processor time {job.Cpu} of {job.Job} is not a finite number of at least 0", nameof(jobs));
            used += job.Cpu;
        }
        var seconds = interval * 1e-9;
        var total = _power.At(utilization).Watts * seconds;
        var idle = used > 0 ? _power.Idle.Watts * seconds : total;
        var gramsPerJoule = (_intensity?.MeanOver(start, interval).GramsPerKilowattHour ?? 0) * _pue / JoulesPerKilowattHour;
        _seconds += seconds;
        Charge(ref _total, total);
        Charge(ref _idle, idle);
        if (used > 0)
            foreach (var job in jobs)
            {
                var account = _jobs.GetValueOrDefault(job.Job);
                Charge(ref account, (total - idle) * (job.Cpu / used));
                _jobs[job.Job] = account;
            }

        void Charge(ref (double Joules, double Grams) account, double joules) =>
            account = (account.Joules + joules, account.Grams + joules * gramsPerJoule);
    }

    private EnergyAccount Account((double Joules, double Grams) sums) =>
        new(new(sums.Joules), _intensity is null ? null : new CarbonMass(sums.Grams));
}
