using Berth.Serving.Dispatch;

namespace Berth.Serving.Back;

/// <summary>Hears how an exchange over a connection to a replica ended.</summary>
internal interface IBackOwner
{
    /// <summary>The answer is complete. The connection is idle, or closed when <see cref="BackConnection.IsOpen"/> says so.</summary>
    void Answered(BackConnection connection, Exchange exchange, in Answer answer);

    /// <summary>The connection is closed; what it carried, if anything, has no answer.</summary>
    void Broken(BackConnection connection, Exchange? exchange);
}
