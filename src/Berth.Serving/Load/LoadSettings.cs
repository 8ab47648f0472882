using System.Text.Json;
using Berth.Model.Services;

namespace Berth.Serving.Load;

/// <summary>What a load process is told on the first line of its standard input.</summary>
/// <param name="Host">IP address of the service.</param>
/// <param name="Port">Its port.</param>
/// <param name="Load">The requests, on the load's own time.</param>
/// <param name="Seconds">Length of the load on its own time; 0 is the whole trace.</param>
/// <param name="Seed">With <paramref name="Stream"/> decides moments and pictures.</param>
/// <param name="Stream">Name of the random stream.</param>
/// <param name="TimeoutNanoseconds">From the scheduled moment, of this machine's clock: already stretched.</param>
/// <param name="Stretch">Every moment of the load is so many times later: the factor of a dilated world.</param>
/// <param name="PictureBytes">Size of a picture.</param>
/// <param name="Format">"jpeg" or "png".</param>
/// <param name="Path">Path and query of the requests.</param>
/// <param name="HostName">Value of the Host header; null is address and port.</param>
/// <param name="Method">GET and HEAD carry nothing, every other method a body.</param>
/// <param name="Field">Name of the multipart field that the body travels in; null sends it bare.</param>
/// <param name="Body">File to send instead of pictures; null sends pictures.</param>
/// <param name="Pictures">How many different pictures take turns.</param>
/// <param name="Part">Which part of the schedule this process sends, from 0.</param>
/// <param name="Parts">How many processes share the schedule: each sends every request whose index divided by it leaves its part.</param>
/// <param name="Trial">Whether to say before <c>ready</c> what a request costs.</param>
public sealed record LoadSettings(
    string Host,
    int Port,
    ServiceLoad Load,
    int Seconds,
    long Seed,
    string Stream,
    long TimeoutNanoseconds,
    double Stretch = 1,
    long PictureBytes = 20_000,
    string Format = "jpeg",
    string Path = "/",
    string? HostName = null,
    string Method = "POST",
    string? Field = null,
    string? Body = null,
    int Pictures = 20,
    int Part = 0,
    int Parts = 1,
    bool Trial = false)
{
    /// <summary>The one line that <see cref="LoadProgram"/> reads.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, LoadJson.Default.LoadSettings);

    /// <summary>Reads what <see cref="ToLine"/> wrote.</summary>
    /// <exception cref="JsonException">The line is not that.</exception>
    public static LoadSettings Parse(string line) =>
        JsonSerializer.Deserialize(line, LoadJson.Default.LoadSettings) ?? throw new JsonException("the line holds no settings");
}
