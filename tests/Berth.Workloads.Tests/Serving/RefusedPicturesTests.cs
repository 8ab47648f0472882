using System.Net;
using System.Text.Json;
using Berth.Workloads.Images;

namespace Berth.Workloads.Tests.Serving;

[Collection("node processes")]
public sealed class RefusedPicturesTests
{
    [Fact]
    public async Task What_is_no_picture_is_refused_with_the_reason_and_the_next_picture_is_classified()
    {
        var port = Loopback.FreePort();
        using var worker = Loopback.Start(Loopback.Worker(port));
        using var client = new HttpClient { BaseAddress = new Uri($"http://{Loopback.Address}:{port}") };
        var picture = Pictures.Generate(1, new Model.Units.Memory(20_000), "jpeg", 1)[0].Encoded;

        await Refused(HttpStatusCode.BadRequest, client.PostAsync("/", new ByteArrayContent(picture[..10_000])));
        await Refused(HttpStatusCode.BadRequest, client.PostAsync("/", new StringContent("no picture at all")));
        await Refused(HttpStatusCode.BadRequest, client.PostAsync("/", new ByteArrayContent([])));
        await Refused(HttpStatusCode.MethodNotAllowed, client.GetAsync("/"));
        await Refused(HttpStatusCode.NotFound, client.PostAsync("/elsewhere", new ByteArrayContent(picture)));
        using var large = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(new byte[10_000_001]) };
        large.Headers.ExpectContinue = true;
        await Refused(HttpStatusCode.RequestEntityTooLarge, client.SendAsync(large));

        using var answer = await client.PostAsync("/", new ByteArrayContent(picture));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var reply = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(GarmentSample.Classes[reply.GetProperty("index").GetInt32()], reply.GetProperty("label").GetString());
        Assert.InRange(reply.GetProperty("confidence").GetDouble(), 0.1, 1.0001);
        string[] moments = ["received", "dequeued", "processed", "replied"];
        Assert.Equal(moments, moments.OrderBy(m => reply.GetProperty(m).GetInt64()));
    }

    private static async Task Refused(HttpStatusCode status, Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        Assert.Equal(status, answer.StatusCode);
        var error = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetString();
        Assert.False(string.IsNullOrWhiteSpace(error));
    }
}
