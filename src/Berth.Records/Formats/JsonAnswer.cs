using System.Net;
using System.Text.Json;

namespace Berth.Records.Formats;

/// <summary>JSON that a server of another tool answers.</summary>
internal static class JsonAnswer
{
    private const int LongestExplanation = 300;

    /// <exception cref="RecordsException">It does not answer, refuses, or answers something else.</exception>
    internal static async Task<JsonDocument> GetAsync(HttpClient http, string address, string tool, CancellationToken cancellation)
    {
        var shown = new Uri(address).GetLeftPart(UriPartial.Path);
        try
        {
            using var response = await http.GetAsync(new Uri(address), HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            await using var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            // Both tools explain a bad request in its body.
            if (response.StatusCode != HttpStatusCode.OK)
                throw new RecordsException($"cannot read {shown}: the server answers {(int)response.StatusCode}: {await ExplanationAsync(body, cancellation).ConfigureAwait(false)}; check that this is the address of {tool}");
            return await JsonDocument.ParseAsync(body, cancellationToken: cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || exception is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new RecordsException($"cannot read {shown}: {exception.Message}; start {tool} or check its address", exception);
        }
        catch (JsonException exception)
        {
            throw new RecordsException($"cannot read {shown}: the answer is no JSON; check that this is the address of {tool}", exception);
        }
    }

    internal static async Task<string> ExplanationAsync(Stream body, CancellationToken cancellation)
    {
        using var reader = new StreamReader(body);
        var buffer = new char[LongestExplanation];
        var length = await reader.ReadBlockAsync(buffer.AsMemory(), cancellation).ConfigureAwait(false);
        return string.Concat(buffer.AsSpan(0, length).ToString().Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
    }
}
