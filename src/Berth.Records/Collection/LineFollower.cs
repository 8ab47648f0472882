using System.Text;

namespace Berth.Records.Collection;

/// <summary>
/// Gives the whole lines of a file that grows, from its beginning. A file that was replaced or cut is read from its beginning again; one that is not there yet is waited for.
/// </summary>
internal sealed class LineFollower(string path) : IDisposable
{
    /// <summary>Longest line that is kept; what is longer is dropped with a word.</summary>
    internal const int Longest = 1 << 20;

    private readonly byte[] _buffer = new byte[1 << 16];
    private readonly MemoryStream _line = new();
    private FileStream? _file;
    private string? _place;
    private bool _tooLong;

    /// <summary>Lines that were dropped because they were too long.</summary>
    internal int Dropped { get; private set; }

    /// <summary>The lines that have come since the last call.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    internal IEnumerable<string> Take()
    {
        if (_file is null && !TryOpen())
            yield break;
        while (true)
        {
            int length;
            while ((length = _file!.Read(_buffer)) > 0)
                for (var start = 0; start < length;)
                {
                    var end = _buffer.AsSpan(start, length - start).IndexOf((byte)'\n');
                    Append(_buffer.AsSpan(start, end < 0 ? length - start : end));
                    if (end < 0)
                        break;
                    start += end + 1;
                    if (TakeLine() is { } line)
                        yield return line;
                }
            if (!WasReplaced())
                yield break;
            if (TakeRest() is { } rest)
                yield return rest;
            if (!TryOpen())
                yield break;
        }
    }

    /// <summary>What stands after the last end of a line; null where there is nothing.</summary>
    internal string? TakeRest() => _line.Length > 0 ? TakeLine() : null;

    public void Dispose()
    {
        _file?.Dispose();
        _line.Dispose();
    }

    private bool TryOpen()
    {
        try
        {
            var opened = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            _file?.Dispose();
            _file = opened;
            _place = Place();
            _line.SetLength(0);
            _tooLong = false;
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Whether the path is another file by now, or this one became shorter than what was read of it.</summary>
    private bool WasReplaced() => _file!.Length < _file.Position || Place() != _place && File.Exists(path);

    /// <summary>Where the kernel says that the open file is: its name follows when it is moved away, and says when it is deleted.</summary>
    private string? Place() => File.ResolveLinkTarget($"/proc/self/fd/{_file!.SafeFileHandle.DangerousGetHandle()}", returnFinalTarget: false)?.FullName;

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_line.Length + bytes.Length > Longest)
            _tooLong = true;
        else
            _line.Write(bytes);
    }

    private string? TakeLine()
    {
        var text = Encoding.UTF8.GetString(_line.GetBuffer(), 0, (int)_line.Length);
        var dropped = _tooLong;
        _line.SetLength(0);
        _tooLong = false;
        if (!dropped)
            return text.TrimEnd('\r');
        Dropped++;
        return null;
    }
}
