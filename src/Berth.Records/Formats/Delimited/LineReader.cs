using System.IO.Compression;
using System.Text;

namespace Berth.Records.Formats.Delimited;

/// <summary>
/// The lines of a text file (packed or not; UTF-8, with or without BOM; LF, CRLF or CR; the last may lack its end), each read into one buffer, so that a file of any size needs
/// the memory of its longest line.
/// </summary>
internal sealed class LineReader : IDisposable
{
    /// <summary>Longest line that is read, in characters.</summary>
    internal const int Longest = 1 << 20;

    private readonly StreamReader _reader;
    private char[] _buffer = new char[1 << 14];
    private int _start, _length, _next, _end;
    private bool _afterReturn;

    internal LineReader(string path)
    {
        Path = path;
        _reader = new(Open(path), Encoding.UTF8);
    }

    internal string Path { get; }

    /// <summary>Number of the line that was read last, from 1.</summary>
    internal int Number { get; private set; }

    /// <summary>The line without its end; valid, and the caller's to overwrite, until the next one is read.</summary>
    internal Span<char> Line => _buffer.AsSpan(_start, _length);

    /// <summary>Reads the next line; false at the end of the file.</summary>
    /// <exception cref="FormatException">It is longer than <see cref="Longest"/>.</exception>
    internal bool Read()
    {
        _start = _next;
        var searched = _start;
        while (true)
        {
            if (_afterReturn && _next < _end)
            {
                _afterReturn = false;
                if (_buffer[_next] == '\n')
                    searched = _start = ++_next;
            }
            var found = _buffer.AsSpan(searched, _end - searched).IndexOfAny('\n', '\r');
            if (found >= 0)
                return Take(searched + found - _start, ended: true);
            searched = _end;
            if (_end - _start > Longest)
                throw Mistake.At(Path, Number + 1, $"the line is longer than {Longest} characters", "check that this is a text file of the format");
            var kept = _end - _start;
            if (Fill())
                searched = _start + kept;
            else if (kept == 0)
                return false;
            else
                return Take(kept, ended: false);
        }
    }

    public void Dispose() => _reader.Dispose();

    /// <summary>The text of a file, unpacked on the way when its name ends with <c>.gz</c>, as archives of traces pack it.</summary>
    internal static Stream Open(string path)
    {
        if (Directory.Exists(path))
            throw Mistake.At(path, 0, "it is a folder, not a file", "name a file in it");
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>Reads text; 0 at the end of the file.</summary>
    /// <exception cref="FormatException">It is packed and damaged.</exception>
    internal static int Read(StreamReader reader, Span<char> buffer, string path, int line)
    {
        try
        {
            return reader.Read(buffer);
        }
        catch (InvalidDataException cause)
        {
            throw Mistake.At(path, line, $"the file cannot be unpacked: {cause.Message}", "fetch it again, or unpack it yourself");
        }
    }

    private bool Take(int length, bool ended)
    {
        _length = length;
        _next = _start + length;
        if (ended)
            _afterReturn = _buffer[_next++] == '\r';
        Number++;
        return true;
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            Array.Copy(_buffer, _start, _buffer, 0, _end - _start);
            (_next, _end, _start) = (_next - _start, _end - _start, 0);
        }
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = Read(_reader, _buffer.AsSpan(_end), Path, Number + 1);
        _end += read;
        return read > 0;
    }
}
