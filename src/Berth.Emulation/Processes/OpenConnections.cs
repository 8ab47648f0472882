using System.Buffers.Text;
using Berth.Emulation.Posix;

namespace Berth.Emulation.Processes;

/// <summary>
/// Established TCP connections of a process: those of its network namespace whose socket is among its files. The kernel goes through its whole table of sockets to write that of a namespace, which takes
/// milliseconds: it is read when the process has other sockets than before, and once more after that, since a connection may have been on its way.
/// </summary>
internal sealed unsafe class OpenConnections : IDisposable
{
    private const int Established = 1, State = 3, Socket = 9, EntryName = 19, EntryLength = 16;

    private const int LooksAfterChange = 2;

    private readonly List<ProcFile> _tables = [];
    private readonly HashSet<long> _established = [];
    private readonly int _files;
    private HashSet<long> _own = [];
    private HashSet<long> _before = [];
    private int _looks = LooksAfterChange;
    private int _count;

    /// <exception cref="IOException">The process has ended.</exception>
    internal OpenConnections(int pid)
    {
        foreach (var table in (string[])["tcp", "tcp6"])
            if (File.Exists($"/proc/{pid}/net/{table}"))
                _tables.Add(new($"/proc/{pid}/net/{table}"));
        _files = Libc.Open($"/proc/{pid}/fd", Libc.CloseOnExec);
    }

    /// <summary>How many there are.</summary>
    /// <exception cref="IOException">The process has ended.</exception>
    internal int Count(ref byte[] buffer)
    {
        if (_files < 0 || Libc.Seek(_files, 0, 0) < 0)
            return 0;
        (_own, _before) = (_before, _own);
        List(buffer);
        if (!_own.SetEquals(_before))
            _looks = LooksAfterChange;
        if (_looks == 0)
            return _count;
        _looks--;
        _established.Clear();
        foreach (var table in _own.Count > 0 ? _tables : [])
            Add(table.Read(ref buffer));
        _established.IntersectWith(_own);
        return _count = _established.Count;
    }

    private void Add(ReadOnlySpan<byte> table)
    {
        Span<Range> fields = stackalloc Range[Socket + 2];
        foreach (var line in table.Split((byte)'\n'))
        {
            var text = table[line];
            var count = 0;
            for (var at = 0; at < text.Length && count <= Socket;)
            {
                var skipped = text[at..].IndexOfAnyExcept((byte)' ');
                if (skipped < 0)
                    break;
                var begin = at + skipped;
                var length = text[begin..].IndexOf((byte)' ');
                at = length < 0 ? text.Length : begin + length;
                fields[count++] = begin..at;
            }
            if (count > Socket && Utf8Parser.TryParse(text[fields[State]], out int state, out _, 'x') && state == Established && Utf8Parser.TryParse(text[fields[Socket]], out long socket, out _))
                _established.Add(socket);
        }
    }

    /// <summary>The sockets among its files.</summary>
    private void List(Span<byte> buffer)
    {
        _own.Clear();
        Span<byte> target = stackalloc byte[64];
        fixed (byte* entries = buffer)
        fixed (byte* link = target)
            while (Libc.Entries(_files, entries, buffer.Length) is > 0 and var length)
                for (nint at = 0; at < length; at += *(ushort*)(entries + at + EntryLength))
                    if (Libc.ReadLink(_files, entries + at + EntryName, link, target.Length) is > 0 and var written && target[..(int)written] is var text
                        && text.StartsWith("socket:["u8) && Utf8Parser.TryParse(text["socket:[".Length..], out long socket, out _))
                        _own.Add(socket);
    }

    public void Dispose()
    {
        foreach (var table in _tables)
            table.Dispose();
        if (_files >= 0)
            _ = Libc.Close(_files);
    }
}
