using Berth.Serving.Dispatch;

namespace Berth.Serving.Back;

/// <summary>A question of the dispatcher's own to a replica.</summary>
internal sealed class Probe : Exchange
{
    /// <summary>Asks for a path and has the connection closed.</summary>
    internal Probe(string path)
    {
        Head = System.Text.Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: replica\r\nUser-Agent: berth\r\nConnection: close\r\n\r\n");
        HeadLength = Head.Length;
    }

    /// <inheritdoc/>
    internal override void Respond(in Answer answer) => throw new InvalidOperationException("a probe has no client");
}
