using System.Buffers;
using System.Buffers.Text;

namespace Berth.Serving.Front;

/// <summary>Makes of a client's request the one that a replica is sent.</summary>
internal static class Forwarding
{
    private const int Room = 160;

    /// <summary>Sets the head, and the body where it is not the client's.</summary>
    /// <returns>What is wrong with the body; null when nothing is.</returns>
    internal static string? Prepare(ClientRequest request)
    {
        if (ImageBody.IsJson(request.ContentType))
        {
            var wrong = ImageBody.FromJson(request.Body, out var picture, out var length);
            if (wrong is not null)
                return wrong;
            request.Extracted = picture;
            (request.BodyBytes, request.BodyStart, request.BodyLength) = (picture!, 0, length);
            WritePicture(request);
        }
        else if (ImageBody.IsForm(request.ContentType))
        {
            var wrong = ImageBody.FromForm(request.ContentType, request.Body, out var range);
            if (wrong is not null)
                return wrong;
            var (offset, length) = range.GetOffsetAndLength(request.BodyLength);
            (request.BodyStart, request.BodyLength) = (request.BodyStart + offset, length);
            WritePicture(request);
        }
        else if (request.Endpoint == Endpoint.AddToQueue)
        {
            WritePicture(request);
        }
        else
        {
            Write(request, request.Method, request.Target, withContentType: true);
        }
        return null;
    }

    private static void WritePicture(ClientRequest request) => Write(request, "POST"u8, "/"u8, withContentType: false);

    private static void Write(ClientRequest request, ReadOnlySpan<byte> method, ReadOnlySpan<byte> target, bool withContentType)
    {
        var head = ArrayPool<byte>.Shared.Rent(method.Length + target.Length + request.HeaderRoom + Room);
        var length = 0;
        Append(method, head, ref length);
        Append(" "u8, head, ref length);
        Append(target, head, ref length);
        Append(" HTTP/1.1\r\n"u8, head, ref length);
        length += request.CopyHeaders(head.AsSpan(length), withContentType);
        if (!withContentType)
            Append("Content-Type: application/octet-stream\r\n"u8, head, ref length);
        Append("Content-Length: "u8, head, ref length);
        Utf8Formatter.TryFormat(request.BodyLength, head.AsSpan(length), out var digits);
        length += digits;
        Append("\r\n\r\n"u8, head, ref length);
        (request.Head, request.HeadLength) = (head, length);
    }

    private static void Append(ReadOnlySpan<byte> text, byte[] head, ref int length)
    {
        text.CopyTo(head.AsSpan(length));
        length += text.Length;
    }
}
