using System.Text;
using Berth.Serving.Tests.Harness;

namespace Berth.Serving.Tests.Running;

/// <summary>What clients are answered.</summary>
public sealed class AnswerTests
{
    private static readonly byte[] Form = Encoding.ASCII.GetBytes("--X\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\n\r\nhello\r\n--X--\r\n");

    [Fact]
    public async Task Pictures_reach_a_replica_in_every_form_and_its_answer_comes_back()
    {
        using var replica = new Replica("one");
        using var running = new Harness.Running();
        await running.Add("one", replica.Url);
        foreach (var (path, type, body, status, expected) in new (string, string, byte[], int, string)[]
        {
            ("/", "image/jpeg", new byte[70_000], 200, "one POST / image/jpeg 70000 "),
            ("/?model=small", "image/jpeg", new byte[1], 200, "one POST /?model=small image/jpeg 1 "),
            ("/", "image/jpeg", [], 200, "one POST / image/jpeg 0 "),
            ("/", "image/jpeg", new byte[10_000_000], 200, "one POST / image/jpeg 10000000 "),
            ("/", "application/json", """{"image":"aGVsbG8="}"""u8.ToArray(), 200, "one POST / application/octet-stream 5 "),
            ("/", "multipart/form-data; boundary=X", Form, 200, "one POST / application/octet-stream 5 "),
            ("/add_to_queue", "multipart/form-data; boundary=X", Form, 200, "\"error\":\"the replica answered with status 200\",\"queue_size\":0"),
            ("/", "application/json", "{}"u8.ToArray(), 400, "the JSON has no 'image'"),
            ("/", "application/json", "hello"u8.ToArray(), 400, "not JSON"),
            ("/add_to_queue", "multipart/form-data; boundary=Y", Form, 400, "does not begin with its boundary"),
            ("/", "image/jpeg", new byte[10_000_001], 413, "more than 10000000 bytes"),
            ("/nothing", "image/jpeg", [], 404, "there are /"),
            ("/health", "image/jpeg", [], 405, "the methods are: GET, HEAD"),
        })
        {
            var reply = await running.Post(body, path, type);
            Assert.Equal(status, reply.Status);
            Assert.Contains(expected, reply.Body, StringComparison.Ordinal);
        }
        Assert.Equal("one PUT / a/b 3 9", (await running.Post(new byte[3], type: "a/b", id: 9, method: "PUT")).Body);
    }

    [Fact]
    public async Task It_is_alive_and_shows_its_metrics()
    {
        using var replica = new Replica("one");
        using var running = new Harness.Running();
        Assert.Equal((200, 200), ((await running.Get("/")).Status, (await running.Get("/health")).Status));
        await running.Add("one", replica.Url);
        Assert.Equal(200, (await running.Post([1])).Status);
        var metrics = (await running.Get("/metrics")).Body;
        foreach (var line in (string[])
        [
            "dispatcher_queue_size 0", "dispatcher_requests_total{method=\"POST\",endpoint=\"/\",status=\"200\"} 1", "dispatcher_response_time_seconds_bucket{endpoint=\"/\",le=\"0.5\"} 2",
            "# TYPE dispatcher_cpu_usage_percent gauge", "berth_dispatcher_arrivals_total 1", "berth_dispatcher_completed_total 1", "berth_dispatcher_replicas{state=\"ready\"} 1",
            "berth_dispatcher_refused_total{reason=\"queue-full\"} 0",
        ])
            Assert.Contains(line, metrics, StringComparison.Ordinal);
        Assert.All(metrics.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches("""^(# (HELP|TYPE) \S+ .+|\w+(\{(\w+="[^"]*",?)+\})? [-+0-9.eEInfNa]+)$""", line));
    }

    [Fact]
    public async Task The_admin_interface_says_what_it_does_not_take()
    {
        using var running = new Harness.Running();
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => running.Register("a", "ftp://127.0.0.1:1"));
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => running.Register("a", "http://127.0.0.1:1/path"));
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => running.Register("a", "http://127.0.0.1:1", slots: 0));
        Assert.Equal(400, (await running.Set(new { deadlineSeconds = -1 })).Status);
        Assert.Equal(400, (await running.Set(new { deadline = 1 })).Status);
        Assert.Equal("""{"admitSeconds":0.4,"deadlineSeconds":5,"balance":"pull"}""", (await running.Set(new { admitSeconds = 0.4, deadlineSeconds = 5 })).Body);
        Assert.Equal("""{"admitSeconds":null,"deadlineSeconds":5,"balance":"pull"}""", (await running.Set(new { admitSeconds = 0 })).Body);
        Assert.Equal(404, (int)await running.Delete("a"));
        Assert.Equal(404, (await running.Get("/nothing", admin: true)).Status);
    }
}
