using System.Net;
using System.Text.Json;

namespace Berth.Workloads.Tests.Serving;

/// <summary>A replica as people start it, with a client.</summary>
internal sealed class ReplicaProcess : ServedProcess
{
    internal ReplicaProcess(params IEnumerable<string> options)
        : base(NodeProcess.Berth(["work", "image-classification", "--port", "0", .. options]))
    {
    }

    internal async Task<JsonElement> Health() => JsonDocument.Parse(await Client.GetStringAsync("/health")).RootElement;

    internal async Task<(HttpStatusCode Status, JsonElement Json)> Predict(HttpContent content)
    {
        using var answer = await Client.PostAsync("/predict", content);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }

    internal static MultipartFormDataContent Form(byte[] picture, string field = "image") => new() { { new ByteArrayContent(picture), field, "picture.jpg" } };
}
