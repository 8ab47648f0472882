using System.Text;
using Berth.Model;
using Berth.Serving.Back;
using Berth.Serving.Loop;

namespace Berth.Serving.Tests.Back;

public sealed class ResponseBufferTests
{
    private static readonly byte[] Scratch = new byte[EventLoop.ScratchLength];

    public static TheoryData<string, bool, string> Responses => new()
    {
        { "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", false, "200 '' hello kept" },
        { "HTTP/1.1 200 OK\r\nX: 1\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello", false, "200 'X: 1\r\n' hello closed" },
        { "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", false, "200 ''  kept" },
        { "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello", false, "200 '' hello closed" },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: a/b\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", false, "200 'Content-Type: a/b\r\n' hello world kept" },
        { "HTTP/1.1 200 OK\r\n\r\nhello", true, "200 '' hello closed" },
        { "HTTP/1.1 204 No Content\r\n\r\n", false, "204 ''  kept" },
        { "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\nX: 1\r\n\r\nHTTP/1.1 503 Busy\r\nRetry-After: 1\r\nContent-Length: 2\r\n\r\nno", false, "503 'Retry-After: 1\r\n' no kept" },
        { "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 200 OK\r\n", false, "200 '' hello closed" },
        { "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell", true, "Wrong" },
        { "HTTP/1.1 200 OK\r\nContent-Le", true, "Wrong" },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", true, "Wrong" },
        { "", true, "Wrong" },
        { "HTTP/1.1 101 Switching Protocols\r\n\r\n", false, "Wrong" },
        { "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", false, "Wrong" },
        { "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", false, "Wrong" },
        { "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n", false, "Wrong" },
        { "HTTP/2 200 OK\r\nContent-Length: 5\r\n\r\nhello", false, "Wrong" },
        { "HTTP/1.1 2x0 OK\r\nContent-Length: 5\r\n\r\nhello", false, "Wrong" },
        { "HTTP/1.1 700 OK\r\nContent-Length: 5\r\n\r\nhello", false, "Wrong" },
        { "hello\r\n\r\n", false, "Wrong" },
    };

    [Theory]
    [MemberData(nameof(Responses))]
    public void An_answer_is_collected_however_it_comes(string text, bool ends, string expected)
    {
        foreach (var step in (int[])[1, 2, 5, 17, 10_000])
            Assert.Equal(expected, Collect(Encoding.Latin1.GetBytes(text), () => step, ends));
    }

    [Fact]
    public void A_long_answer_is_collected()
    {
        var body = new string('x', 3_000_000);
        Assert.Equal($"200 '' {body} kept", Collect(Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}"), () => 100_000, false));
    }

    [Fact]
    public void No_mutation_throws_or_hangs()
    {
        var random = new RandomStream(3, "responses");
        var texts = Responses.Select(row => Encoding.Latin1.GetBytes(row.Data.Item1)).Where(bytes => bytes.Length > 0).ToList();
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = texts[random.NextInt(texts.Count)].ToArray();
            for (var times = random.NextInt(4); times >= 0; times--)
                bytes[random.NextInt(bytes.Length)] = (byte)random.NextInt(256);
            Collect(bytes, () => 1 + random.NextInt(50), ends: true);
        }
    }

    private static string Collect(byte[] bytes, Func<int> cut, bool ends)
    {
        var buffer = new ResponseBuffer(new());
        var collected = Collected.Partly;
        for (var come = 0; come < bytes.Length && collected == Collected.Partly;)
        {
            var room = buffer.Room(Scratch);
            var count = Math.Min(Math.Min(cut(), room.Length), bytes.Length - come);
            bytes.AsSpan(come, count).CopyTo(room);
            come += count;
            collected = buffer.Add(Scratch, count);
            // What comes in the same piece after an answer is seen; what comes later is not, and belongs to the next.
            if (collected == Collected.Complete && come < bytes.Length)
                return Text(buffer, closed: true);
        }
        if (collected == Collected.Partly && ends)
            collected = buffer.End();
        return collected == Collected.Complete ? Text(buffer, closed: false) : $"{collected}";
    }

    private static string Text(ResponseBuffer buffer, bool closed)
    {
        var kept = buffer.KeepsConnection && !closed;
        var bytes = buffer.Detach() ?? Scratch;
        var answer = buffer.Answer(bytes);
        return $"{answer.Status} '{Encoding.Latin1.GetString(answer.Headers)}' {Encoding.Latin1.GetString(answer.Body)} {(kept ? "kept" : "closed")}";
    }
}
