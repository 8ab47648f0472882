namespace Berth.Workloads.Png;

/// <summary>What reader and writer share of the PNG specification (W3C, third edition).</summary>
internal static class PngFormat
{
    public const int ChunkOverhead = 12;
    public const int HeaderLength = 13;

    private static readonly uint[] CrcTable = MakeCrcTable();

    public static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>CRC-32 over a chunk's type and data (annex D).</summary>
    public static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var b in data)
            crc = CrcTable[(byte)(crc ^ b)] ^ (crc >> 8);
        return ~crc;
    }

    /// <summary>The predictor of filter type 4 (section 9.4).</summary>
    public static byte Paeth(int left, int above, int aboveLeft)
    {
        var estimate = left + above - aboveLeft;
        var toLeft = Math.Abs(estimate - left);
        var toAbove = Math.Abs(estimate - above);
        var toAboveLeft = Math.Abs(estimate - aboveLeft);
        if (toLeft <= toAbove && toLeft <= toAboveLeft)
            return (byte)left;
        return (byte)(toAbove <= toAboveLeft ? above : aboveLeft);
    }

    private static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
            table[i] = value;
        }

        return table;
    }
}
