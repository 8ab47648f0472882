namespace Berth.Learning.Performance.Models;

/// <summary>How a feature becomes a column.</summary>
public enum LogWay
{
    /// <summary>As it is.</summary>
    Plain,

    /// <summary>Its logarithm; it was always positive.</summary>
    Log,

    /// <summary>The logarithm of one and its size, with its sign.</summary>
    SignedLog,

    /// <summary>1 where it is missing.</summary>
    Missing,
}
