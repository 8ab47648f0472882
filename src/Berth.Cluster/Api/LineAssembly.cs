using System.Text;

namespace Berth.Cluster.Api;

/// <summary>Puts lines together from pieces of bytes.</summary>
/// <param name="line">Told of each line, without its end.</param>
internal sealed class LineAssembly(Action<string> line)
{
    private readonly List<byte> _begun = [];

    /// <summary>A piece has come.</summary>
    internal void Add(ReadOnlySpan<byte> piece)
    {
        for (var end = piece.IndexOf((byte)'\n'); end >= 0; end = piece.IndexOf((byte)'\n'))
        {
            _begun.AddRange(piece[..end]);
            piece = piece[(end + 1)..];
            End();
        }
        _begun.AddRange(piece);
    }

    /// <summary>What has begun is whole.</summary>
    internal void End()
    {
        if (_begun.Count > 0)
            line(Encoding.UTF8.GetString([.. _begun]).TrimEnd('\r'));
        _begun.Clear();
    }
}
