using System.Buffers.Text;
using Microsoft.Win32.SafeHandles;

namespace Berth.Emulation.Processes;

/// <summary>A file of /proc that stays open and is read again and again into one buffer: no path is looked up and nothing is allocated.</summary>
internal sealed class ProcFile : IDisposable
{
    private readonly SafeFileHandle _file;

    /// <exception cref="IOException">There is no such file: its process has ended.</exception>
    internal ProcFile(string path) => _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>What it says now; valid until the buffer is used again, which grows where it must.</summary>
    /// <exception cref="IOException">Its process has ended.</exception>
    internal ReadOnlySpan<byte> Read(ref byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var read = RandomAccess.Read(_file, buffer.AsSpan(length), length);
            if (read == 0)
                return buffer.AsSpan(0, length);
            length += read;
            if (length == buffer.Length)
                Array.Resize(ref buffer, 2 * length);
        }
    }

    /// <summary>The number behind a key at the begin of a line; 0 where there is none.</summary>
    internal static long Value(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        for (var rest = text; !rest.IsEmpty;)
        {
            if (rest.StartsWith(key))
                return Utf8Parser.TryParse(rest[key.Length..].TrimStart(" \t"u8), out long value, out _) ? value : 0;
            var end = rest.IndexOf((byte)'\n');
            rest = end < 0 ? default : rest[(end + 1)..];
        }
        return 0;
    }

    /// <summary>A field of a line of numbers between spaces.</summary>
    /// <param name="text">The line.</param>
    /// <param name="number">Which field, from 0.</param>
    /// <exception cref="FormatException">There is no number.</exception>
    internal static long Field(ReadOnlySpan<byte> text, int number)
    {
        for (; number > 0; number--)
            text = text[(text.IndexOf((byte)' ') + 1)..];
        return Utf8Parser.TryParse(text, out long value, out _) ? value : throw new FormatException("a file of /proc is not as it should be");
    }

    public void Dispose() => _file.Dispose();
}
