using System.Text;
using Berth.Model;
using Berth.Model.Units;
using Berth.Workloads.Images;

namespace Berth.Serving.Load;

/// <summary>A request as it goes over the wire, made before the run so that sending it costs no more than the sending.</summary>
/// <param name="Bytes">Head and body.</param>
/// <param name="Label">What its picture shows; null without a picture.</param>
internal sealed record PreparedRequest(byte[] Bytes, string? Label)
{
    private const string Boundary = "berth-6c1f4a0e9b7d";

    /// <summary>The requests that take turns.</summary>
    /// <exception cref="ArgumentException">A picture of a size or format that cannot be made.</exception>
    /// <exception cref="IOException">The body's file cannot be read.</exception>
    internal static IReadOnlyList<PreparedRequest> All(LoadSettings settings)
    {
        if (settings.Method is "GET" or "HEAD")
            return [new(Encoding.ASCII.GetBytes(Head(settings, null, 0)), null)];
        if (settings.Body is { } file)
            return [Of(settings, File.ReadAllBytes(file), null, "application/octet-stream", System.IO.Path.GetFileName(file))];
        var seed = new RandomStream(settings.Seed, settings.Stream + " pictures").NextInt(int.MaxValue);
        return [.. Pictures.Generate(settings.Pictures, new Memory(settings.PictureBytes), settings.Format, seed)
            .Select(picture => Of(settings, picture.Encoded, picture.Label, $"image/{settings.Format}", $"picture.{settings.Format}"))];
    }

    private static PreparedRequest Of(LoadSettings settings, byte[] content, string? label, string type, string name)
    {
        if (settings.Field is not { } field)
            return new([.. Encoding.ASCII.GetBytes(Head(settings, type, content.Length)), .. content], label);
        var before = Encoding.UTF8.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: {type}\r\n\r\n");
        var after = Encoding.ASCII.GetBytes($"\r\n--{Boundary}--\r\n");
        var head = Encoding.ASCII.GetBytes(Head(settings, $"multipart/form-data; boundary={Boundary}", before.Length + content.Length + after.Length));
        return new([.. head, .. before, .. content, .. after], label);
    }

    private static string Head(LoadSettings settings, string? type, int length) =>
        $"{settings.Method} {settings.Path} HTTP/1.1\r\nHost: {settings.HostName ?? $"{settings.Host}:{settings.Port}"}\r\n"
        + (type is null ? "\r\n" : $"Content-Type: {type}\r\nContent-Length: {length}\r\n\r\n");
}
