using System.Buffers.Binary;

namespace Berth.Workloads.Mqtt;

/// <summary>How an item travels through the broker: its id as 8 bytes, little-endian, then the encoded picture.</summary>
internal static class PictureMessage
{
    internal const int IdLength = 8;

    /// <summary>Writes id and picture to the beginning of a buffer of sufficient size; returns the message.</summary>
    internal static ReadOnlySpan<byte> Write(Span<byte> buffer, long id, ReadOnlySpan<byte> picture)
    {
        BinaryPrimitives.WriteInt64LittleEndian(buffer, id);
        picture.CopyTo(buffer[IdLength..]);
        return buffer[..(IdLength + picture.Length)];
    }

    /// <summary>False for a message that is too short to hold an id.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> message, out long id, out ReadOnlySpan<byte> picture)
    {
        picture = message.Length >= IdLength ? message[IdLength..] : default;
        return BinaryPrimitives.TryReadInt64LittleEndian(message, out id);
    }
}
