namespace Berth.Workloads.Functions.Parameters;

/// <summary>What values a parameter takes.</summary>
public enum ParameterKind
{
    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>Any finite numbers.</summary>
    Number,
}
