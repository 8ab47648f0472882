namespace Berth.Serving.Back;

/// <summary>How much of an answer there is.</summary>
internal enum Collected
{
    /// <summary>More is to come.</summary>
    Partly,

    /// <summary>All of it.</summary>
    Complete,

    /// <summary>It is no answer.</summary>
    Wrong,
}
