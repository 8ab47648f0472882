using System.Text.Json;
using Berth.Model;
using Berth.Workloads.Serving;

namespace Berth.Workloads.Sources;

/// <summary>What a source is told on the first line of its standard input. Rates and times are those of this machine's clock: already dilated.</summary>
/// <param name="Node">Node that the source is on.</param>
/// <param name="Worker">Node of its worker.</param>
/// <param name="Transport">How pictures travel.</param>
/// <param name="Host">IP address of the worker (HTTP) or of the broker (MQTT).</param>
/// <param name="Port">Port of the worker or the broker.</param>
/// <param name="RatePerSecond">Mean arrivals a second.</param>
/// <param name="Arrivals">How they are spread in time.</param>
/// <param name="Seed">With <paramref name="Stream"/> decides arrivals and pictures.</param>
/// <param name="Stream">Name of the source's random stream.</param>
/// <param name="PictureBytes">Size of a picture.</param>
/// <param name="Format">"jpeg" or "png".</param>
/// <param name="TimeoutNanoseconds">From the scheduled moment; what returns later counts as timed out.</param>
/// <param name="Pictures">How many different pictures take turns.</param>
/// <param name="InFlightLimit">With more items unanswered, further ones fail at once.</param>
/// <param name="WarmUps">Requests before "ready", one after the other.</param>
/// <param name="TopicPrefix">MQTT: as in <see cref="WorkerSettings"/>.</param>
public sealed record SourceSettings(
    string Node,
    string Worker,
    Transport Transport,
    string Host,
    int Port,
    double RatePerSecond,
    Arrivals Arrivals,
    long Seed,
    string Stream,
    long PictureBytes,
    string Format,
    long TimeoutNanoseconds,
    int Pictures = 20,
    int InFlightLimit = 512,
    int WarmUps = 12,
    string TopicPrefix = "berth")
{
    /// <summary>The settings of one repetition: it has arrivals of its own.</summary>
    internal SourceSettings Of(string repetition) => this with { Stream = $"{Stream}/{repetition}" };

    /// <summary>The one line that <see cref="SourceProgram"/> reads.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, ServingJson.Default.SourceSettings);

    /// <summary>Reads what <see cref="ToLine"/> wrote.</summary>
    /// <exception cref="JsonException">The line is not that.</exception>
    public static SourceSettings Parse(string line) =>
        JsonSerializer.Deserialize(line, ServingJson.Default.SourceSettings) ?? throw new JsonException("the line holds no settings");
}
