using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace Berth.Serving.Front;

/// <summary>Finds the picture in the bodies of clients that do not send it alone.</summary>
internal static class ImageBody
{
    private const string Field = "image";

    /// <summary>Whether the body is JSON.</summary>
    internal static bool IsJson(ReadOnlySpan<byte> contentType) => Begins(contentType, "application/json"u8);

    /// <summary>Whether the body is a form with files.</summary>
    internal static bool IsForm(ReadOnlySpan<byte> contentType) => Begins(contentType, "multipart/form-data"u8);

    /// <summary>Decodes <c>{"image": "BASE64"}</c>.</summary>
    /// <param name="body">The JSON.</param>
    /// <param name="picture">From <see cref="ArrayPool{T}.Shared"/>; the caller returns it. Null when there is an error.</param>
    /// <param name="length">Bytes of the picture.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    internal static string? FromJson(ReadOnlySpan<byte> body, out byte[]? picture, out int length)
    {
        (picture, length) = (null, 0);
        byte[]? found = null;
        try
        {
            var error = Read(body, ref found, out length);
            if (error is null)
                (picture, found) = (found, null);
            return error;
        }
        catch (JsonException wrong)
        {
            return $"the body is not JSON as its Content-Type says: line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}";
        }
        catch (InvalidOperationException)
        {
            return "the text of 'image' is not UTF-8";
        }
        finally
        {
            if (found is not null)
                ArrayPool<byte>.Shared.Return(found);
        }
    }

    /// <summary>Finds the field <c>image</c> of a form.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    internal static string? FromForm(ReadOnlySpan<byte> contentType, ReadOnlySpan<byte> body, out Range picture)
    {
        picture = default;
        var boundary = Parameter(contentType, "boundary="u8);
        if (boundary.Length is 0 or > 70)
            return "Content-Type names no boundary of the form's parts";
        Span<byte> delimiter = stackalloc byte[boundary.Length + 4];
        "\r\n--"u8.CopyTo(delimiter);
        boundary.CopyTo(delimiter[4..]);
        if (!body.StartsWith(delimiter[2..]))
            return "the form does not begin with its boundary";
        for (var at = delimiter.Length - 2; ; at += delimiter.Length)
        {
            var part = body[at..];
            if (!part.StartsWith("\r\n"u8))
                return part.StartsWith("--"u8) ? $"the form has no field '{Field}'" : "a boundary of the form does not end its line";
            var head = part.IndexOf("\r\n\r\n"u8);
            if (head < 0)
                return "a part of the form has no end of its head";
            // From the line end before the content, so that an empty one is found, too.
            var length = part[(head + 2)..].IndexOf(delimiter);
            if (length < 0)
                return "the form ends before its last boundary";
            if (IsPicture(part[..head]))
            {
                picture = length < 2 ? new(at + head + 4, at + head + 4) : new(at + head + 4, at + head + 2 + length);
                return length <= 2 ? $"the field '{Field}' is empty" : null;
            }
            at += head + 2 + length;
        }
    }

    private static string? Read(ReadOnlySpan<byte> body, ref byte[]? found, out int length)
    {
        length = 0;
        var reader = new Utf8JsonReader(body);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return $$"""the JSON is no object: {"{{Field}}": "BASE64"} is""";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var named = reader.ValueTextEquals(Field);
            reader.Read();
            if (!named)
            {
                reader.Skip();
                continue;
            }
            if (reader.TokenType != JsonTokenType.String)
                return $"'{Field}' is no text: it is the picture in base64";
            if (found is not null)
                return $"'{Field}' is there more than once";
            found = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length + 1);
            var text = found.AsSpan(0, reader.CopyString(found));
            if (Base64.DecodeFromUtf8InPlace(text, out length) != OperationStatus.Done)
                return $"'{Field}' is not base64";
        }
        // What follows the object is an error that the reader finds.
        while (reader.Read())
        {
        }
        return found is null ? $"the JSON has no '{Field}'" : length == 0 ? $"'{Field}' is empty" : null;
    }

    private static bool IsPicture(ReadOnlySpan<byte> head)
    {
        foreach (var range in head.Split("\r\n"u8))
        {
            var line = head[range];
            if (Begins(line, "content-disposition:"u8) && Parameter(line, " name="u8).SequenceEqual("image"u8))
                return true;
        }
        return false;
    }

    private static ReadOnlySpan<byte> Parameter(ReadOnlySpan<byte> value, ReadOnlySpan<byte> name)
    {
        var at = value.IndexOf(name);
        if (at < 0)
            return default;
        var rest = value[(at + name.Length)..];
        if (!rest.IsEmpty && rest[0] == '"')
            return rest[1..].IndexOf((byte)'"') is var quote && quote >= 0 ? rest.Slice(1, quote) : default;
        var end = rest.IndexOfAny((byte)';', (byte)' ');
        return end < 0 ? rest : rest[..end];
    }

    private static bool Begins(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lowercase) =>
        text.Length >= lowercase.Length && System.Text.Ascii.EqualsIgnoreCase(text[..lowercase.Length], lowercase);
}
