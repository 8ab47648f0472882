namespace Berth.Learning.Performance.Data;

/// <summary>What a feature says.</summary>
public enum FeatureKind
{
    /// <summary>The work of the parameters.</summary>
    Work,

    /// <summary>Cores of the process.</summary>
    Cores,

    /// <summary>Memory of the process.</summary>
    Memory,

    /// <summary>Speed of a core.</summary>
    Speed,

    /// <summary>Other executions on the node.</summary>
    Neighbours,

    /// <summary>1 where the function is the named one, else 0.</summary>
    Function,

    /// <summary>A parameter of one function; missing for the others.</summary>
    Parameter,

    /// <summary>A metric of the process before it.</summary>
    Initial,
}
