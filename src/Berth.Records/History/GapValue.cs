namespace Berth.Records.History;

/// <summary>What stands at a point about which nothing recent enough is known.</summary>
public enum GapValue
{
    /// <summary><c>null</c>.</summary>
    Null,

    /// <summary>The last value before it, however old.</summary>
    Keep,

    /// <summary>Nothing: the metric is left out of the states of this request.</summary>
    Omit,
}
