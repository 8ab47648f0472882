namespace Berth.Serving.Native;

/// <summary>How far sending has come.</summary>
internal enum Delivery
{
    /// <summary>All is sent.</summary>
    Done,

    /// <summary>The socket takes no more for now.</summary>
    Blocked,

    /// <summary>The connection is lost.</summary>
    Lost,
}
