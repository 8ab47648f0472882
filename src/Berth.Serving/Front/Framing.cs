namespace Berth.Serving.Front;

/// <summary>How much of a request there is.</summary>
internal enum Framing
{
    /// <summary>Nothing of it.</summary>
    Nothing,

    /// <summary>More is to come.</summary>
    Partly,

    /// <summary>More is to come, and the client waits to be asked for it.</summary>
    AwaitsContinue,

    /// <summary>All of it.</summary>
    Complete,

    /// <summary>It cannot be read.</summary>
    Wrong,
}
