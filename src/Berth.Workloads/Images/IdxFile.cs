using System.Buffers.Binary;
using System.IO.Compression;
using Berth.Workloads.Native;

namespace Berth.Workloads.Images;

/// <summary>Compressed files of the IDX format: two zero bytes, 8 for unsigned bytes, the rank, each dimension big-endian, the data.</summary>
internal static class IdxFile
{
    /// <summary>The path of a file in models/.</summary>
    /// <exception cref="FileNotFoundException">It is neither in the repository nor next to the program.</exception>
    internal static string Find(string name) => RepositoryFiles.Find(Path.Combine("models", name))
        ?? throw new FileNotFoundException($"models/{name} is missing; `git checkout models` brings it back");

    /// <summary>The data of the first entries.</summary>
    /// <param name="path">A gzip file.</param>
    /// <param name="rank">Dimensions; the first counts entries.</param>
    /// <param name="most">Entries to read at most.</param>
    /// <exception cref="InvalidDataException">It is not such a file, or is cut off.</exception>
    internal static byte[] Read(string path, int rank, int most = int.MaxValue)
    {
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        var header = new byte[4 + rank * 4];
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || BinaryPrimitives.ReadInt32BigEndian(header) != 0x800 + rank)
            throw new InvalidDataException($"{path} is not an IDX file of bytes with {rank} dimensions");
        var entries = Math.Min(most, Dimension(header, 0));
        var data = new byte[Enumerable.Range(1, rank - 1).Aggregate(entries, (size, dimension) => checked(size * Dimension(header, dimension)))];
        return file.ReadAtLeast(data, data.Length, throwOnEndOfStream: false) == data.Length
            ? data
            : throw new InvalidDataException($"{path} is shorter than its header says");
    }

    private static int Dimension(byte[] header, int number) => BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 + number * 4));
}
