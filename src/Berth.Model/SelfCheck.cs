namespace Berth.Model;

/// <summary>What to do with the measurement of the emulated world before a run.</summary>
public enum SelfCheck
{
    /// <summary>Measure; out of tolerance fails the run (exit 1) after it has been measured and reported.</summary>
    Enforce,

    /// <summary>Measure and report.</summary>
    Report,

    /// <summary>Do not measure; the report says so.</summary>
    Skip,
}
