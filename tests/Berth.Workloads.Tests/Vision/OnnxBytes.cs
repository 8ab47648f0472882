using System.Text;

namespace Berth.Workloads.Tests.Vision;

/// <summary>Writes one-node ONNX models in protobuf's wire format, for tests of models that do not fit.</summary>
internal static class OnnxBytes
{
    public const int Float = 1;
    public const int Int64 = 7;

    /// <summary>y = Relu(x) with this shape (-1 for a free dimension).</summary>
    public static byte[] Relu(long[] shape) => Model("Relu", Float, shape, shape, []);

    /// <summary>y = x for any element type.</summary>
    public static byte[] Identity(int element, long[] shape) => Model("Identity", element, shape, shape, []);

    /// <summary>y = Flatten(x): [batch, everything else].</summary>
    public static byte[] Flatten(long[] shape, params (string Key, string Value)[] metadata) =>
        Model("Flatten", Float, shape, [shape[0], shape.Contains(-1) ? -1 : shape[1..].Aggregate(1L, (a, b) => a * b)], metadata);

    private static byte[] Model(string operation, int element, long[] from, long[] to, (string Key, string Value)[] metadata) =>
    [
        .. Number(1, 7),
        .. Bytes(7,
        [
            .. Bytes(1, [.. Text(1, "x"), .. Text(2, "y"), .. Text(4, operation)]), .. Text(2, "graph"),
            .. Bytes(11, Value("x", element, from)), .. Bytes(12, Value("y", element, to)),
        ]),
        .. Bytes(8, [.. Text(1, ""), .. Number(2, 14)]),
        .. metadata.SelectMany(pair => Bytes(14, [.. Text(1, pair.Key), .. Text(2, pair.Value)])),
    ];

    private static byte[] Value(string name, int element, long[] shape)
    {
        var dimensions = shape.SelectMany((d, i) => Bytes(1, d < 0 ? Text(2, $"free{i}") : Number(1, d))).ToArray();
        return [.. Text(1, name), .. Bytes(2, Bytes(1, [.. Number(1, element), .. Bytes(2, dimensions)]))];
    }

    private static byte[] Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Bytes(int field, byte[] content) => [.. Varint(field << 3 | 2), .. Varint(content.Length), .. content];

    private static byte[] Number(int field, long value) => [.. Varint(field << 3), .. Varint(value)];

    private static byte[] Varint(long value)
    {
        var bytes = new List<byte>();
        for (var rest = (ulong)value; ; rest >>= 7)
        {
            if (rest < 0x80)
                return [.. bytes, (byte)rest];
            bytes.Add((byte)(rest | 0x80));
        }
    }
}
