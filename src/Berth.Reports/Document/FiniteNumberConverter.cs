using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Berth.Reports.Document;

/// <summary>Writes seven significant digits, which no reader of a report exceeds, and null for what is not finite.</summary>
internal sealed class FiniteNumberConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Reports are written, not read.");

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => WriteNumber(writer, value);

    internal static void WriteNumber(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
            writer.WriteRawValue(value.ToString("G7", CultureInfo.InvariantCulture));
        else
            writer.WriteNullValue();
    }
}
