using System.Text;
using Berth.Model;
using Berth.Model.Services;
using Berth.Model.Units;
using Berth.Serving.Load;

namespace Berth.Serving.Tests.Load;

public sealed class PreparedRequestTests : IDisposable
{
    private static readonly LoadSettings Settings = new(
        "127.0.0.1", 8080, new(null, new("constant", new Frequency(1), new Frequency(1), new Duration(60)), new Duration(0), 1, Arrivals.Periodic), 1, 1, "load", 1, PictureBytes: 4_000, Pictures: 3);

    private readonly string _body = Path.Combine(Path.GetTempPath(), $"berth-test-{Guid.NewGuid():N}.txt");

    public PreparedRequestTests() => File.WriteAllText(_body, "hello");

    [Fact]
    public void A_get_carries_nothing() => Assert.Equal("GET /health?x=1 HTTP/1.1\r\nHost: web:80\r\n\r\n", Text(Settings with { Method = "GET", Path = "/health?x=1", HostName = "web:80" }));

    [Fact]
    public void A_file_is_sent_bare() => Assert.Equal(
        "POST / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nContent-Type: application/octet-stream\r\nContent-Length: 5\r\n\r\nhello", Text(Settings with { Body = _body }));

    [Fact]
    public void A_file_is_sent_as_the_field_of_a_form()
    {
        var text = Text(Settings with { Body = _body, Field = "image", Method = "PUT" });
        var (head, body) = (text[..text.IndexOf("\r\n\r\n", StringComparison.Ordinal)], text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
        Assert.StartsWith("PUT / HTTP/1.1\r\n", head, StringComparison.Ordinal);
        Assert.EndsWith($"Content-Length: {body.Length}", head, StringComparison.Ordinal);
        var boundary = head.Split("boundary=")[1].Split("\r\n")[0];
        Assert.Equal(
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"image\"; filename=\"{Path.GetFileName(_body)}\"\r\nContent-Type: application/octet-stream\r\n\r\nhello\r\n--{boundary}--\r\n", body);
    }

    [Fact]
    public void Pictures_are_those_of_the_seed()
    {
        var requests = PreparedRequest.All(Settings);
        Assert.Equal(3, requests.Count);
        Assert.All(requests, request => Assert.NotNull(request.Label));
        Assert.Equal(requests.Select(request => request.Bytes), PreparedRequest.All(Settings with { Part = 1, Parts = 2 }).Select(request => request.Bytes));
        Assert.NotEqual(requests[0].Bytes, PreparedRequest.All(Settings with { Seed = 2 })[0].Bytes);
    }

    public void Dispose() => File.Delete(_body);

    private static string Text(LoadSettings settings) => Encoding.ASCII.GetString(Assert.Single(PreparedRequest.All(settings)).Bytes);
}
