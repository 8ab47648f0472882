namespace Berth.Accounting;

/// <summary>Processor time that a job used in an interval, in any unit that is the same for all jobs of the interval.</summary>
public readonly record struct JobUse(string Job, double Cpu);
