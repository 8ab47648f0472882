namespace Berth.Model;

/// <summary>Which placements must meet an objective, else the run exits with 1.</summary>
public enum SloRequirement
{
    /// <summary>The objective is reported only.</summary>
    None,

    /// <summary>At least one placement.</summary>
    Any,

    /// <summary>Every placement.</summary>
    All,
}
