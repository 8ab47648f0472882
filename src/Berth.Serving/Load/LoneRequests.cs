using Berth.Model.Units;
using Berth.Workloads.Images;

namespace Berth.Serving.Load;

/// <summary>Requests to one replica, one after the other.</summary>
/// <param name="client">Sends them.</param>
/// <param name="address">Where the replica answers.</param>
public sealed class LoneRequests(HttpClient client, Uri address)
{
    private static readonly IReadOnlyList<Picture> Sent = Pictures.Generate(8, new Memory(DrivenLoad.PictureBytes), "jpeg", 1);

    private int _sent;

    /// <summary>Sends the next picture and waits until it has been answered.</summary>
    /// <exception cref="HttpRequestException">It is not answered, or not with success.</exception>
    public async Task SendAsync(CancellationToken cancellation)
    {
        using var body = new ByteArrayContent(Sent[_sent++ % Sent.Count].Encoded);
        using var answer = await client.PostAsync(address, body, cancellation).ConfigureAwait(false);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
    }
}
