using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Berth.Serving.Dispatch;

/// <summary>The dispatcher's own answers, in the form that replicas use for theirs, and that the seed's clients understand.</summary>
internal static class Refusals
{
    /// <summary>Answers with a reason for people.</summary>
    /// <param name="exchange">What is answered.</param>
    /// <param name="status">As in HTTP.</param>
    /// <param name="why">The reason.</param>
    /// <param name="queued">Requests that wait.</param>
    /// <param name="retrySeconds">When it is worth trying again; 0 says nothing of it.</param>
    /// <param name="allow">The methods that are allowed, for a status of 405.</param>
    internal static void Answer(Exchange exchange, int status, string why, int queued, double retrySeconds = 0, string? allow = null)
    {
        var headers = "Content-Type: application/json\r\n";
        if (retrySeconds > 0)
            headers += $"Retry-After: {Math.Clamp(Math.Ceiling(retrySeconds), 1, 3600):0}\r\n";
        if (allow is not null)
            headers += $"Allow: {allow}\r\n";
        exchange.Respond(new(status, Encoding.ASCII.GetBytes(headers),
            Encoding.UTF8.GetBytes($$"""{"status":{{status}},"error":"{{JsonEncodedText.Encode(why, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}}","queue_size":{{queued}}}""")));
    }
}
