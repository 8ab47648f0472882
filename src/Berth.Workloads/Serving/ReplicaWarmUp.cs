using System.Net;
using System.Text;
using Berth.Workloads.Images;

namespace Berth.Workloads.Serving;

/// <summary>Asks a replica everything a few times before anyone else can, at an address that only it knows.</summary>
internal static class ReplicaWarmUp
{
    private const int Rounds = 4;
    private const string Boundary = "warm-up";

    /// <exception cref="IOException">There is no loopback device.</exception>
    internal static async Task Run(ReplicaState state, IReadOnlyList<Picture> pictures)
    {
        using var server = HttpWorker.Start(new(IPAddress.Loopback, 0), state);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var picture in pictures)
            {
                await SelfRequest.Ask(server.Address, "POST /", "", picture.Encoded).ConfigureAwait(false);
                await SelfRequest.Ask(server.Address, "POST /predict", $"Content-Type: multipart/form-data; boundary={Boundary}\r\n", Form(picture.Encoded)).ConfigureAwait(false);
            }
            await SelfRequest.Ask(server.Address, "POST /", "", []).ConfigureAwait(false);
            await SelfRequest.Ask(server.Address, "GET /health", "", []).ConfigureAwait(false);
            await SelfRequest.Ask(server.Address, "GET /metrics", "", []).ConfigureAwait(false);
        }
        await server.Stop().ConfigureAwait(false);
    }

    private static byte[] Form(byte[] picture) =>
    [
        .. Encoding.ASCII.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"image\"; filename=\"picture\"\r\nContent-Type: image/jpeg\r\n\r\n"),
        .. picture,
        .. Encoding.ASCII.GetBytes($"\r\n--{Boundary}--\r\n"),
    ];
}
