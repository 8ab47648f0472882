using System.Text.Json;
using System.Text.Json.Serialization;

namespace Berth.Reports.Document;

/// <summary>Writes a point as an array of two numbers.</summary>
internal sealed class ReportPointConverter : JsonConverter<ReportPoint>
{
    public override ReportPoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Reports are written, not read.");

    public override void Write(Utf8JsonWriter writer, ReportPoint value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        FiniteNumberConverter.WriteNumber(writer, value.X);
        FiniteNumberConverter.WriteNumber(writer, value.Y);
        writer.WriteEndArray();
    }
}
