namespace Berth.Serving.Front;

/// <summary>What is served to clients.</summary>
internal enum Endpoint
{
    /// <summary>Anything else.</summary>
    Other,

    /// <summary><c>/</c>.</summary>
    Root,

    /// <summary><c>/add_to_queue</c>.</summary>
    AddToQueue,

    /// <summary><c>/health</c>.</summary>
    Health,

    /// <summary><c>/metrics</c>.</summary>
    Metrics,
}
