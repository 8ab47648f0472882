using System.Text;
using Berth.Model;
using Berth.Serving.Front;
using Berth.Serving.Http;

namespace Berth.Serving.Tests.Front;

/// <summary>Requests out of streams of bytes, cut and mutated at random.</summary>
public sealed class RequestBufferTests
{
    private const string Stream =
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nhello world" +
        "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x\r\n world\r\n0\r\nT: x\r\n\r\n" +
        "\r\nGET /health HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n" +
        "POST / HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n";

    [Fact]
    public void Requests_are_the_same_however_they_are_cut()
    {
        var random = new RandomStream(1, "cuts");
        var whole = Read(Encoding.Latin1.GetBytes(Stream), () => 100_000);
        Assert.Equal(["POST / hello world", "POST /x hello world", "GET /health ", "POST / "], whole);
        for (var round = 0; round < 2000; round++)
            Assert.Equal(whole, Read(Encoding.Latin1.GetBytes(Stream), () => 1 + random.NextInt(40)));
    }

    [Fact]
    public void No_mutation_throws_or_hangs_or_depends_on_how_it_is_cut()
    {
        var random = new RandomStream(2, "mutations");
        var verdicts = new HashSet<string>();
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = Mutate(Encoding.Latin1.GetBytes(Stream), random);
            var whole = Read([.. bytes], () => 100_000);
            // Which of several mistakes is found first may depend on it.
            Assert.Equal(whole.Select(Refused), Read([.. bytes], () => 1 + random.NextInt(60)).Select(Refused));
            verdicts.Add(whole[^1]);
        }
        Assert.Superset(new HashSet<string> { "400", "501", "505" }, verdicts);
    }

    [Fact]
    public void Memory_follows_what_has_come_not_what_is_announced()
    {
        var buffer = new RequestBuffer(new(), new(long.MaxValue));
        Give(buffer, Encoding.ASCII.GetBytes("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\n"));
        Assert.Equal(Framing.Partly, buffer.Look());
        buffer.Room();
        Assert.InRange(buffer.Bytes.Length, 1, 262_144);
        var (moved, last, received) = (0L, buffer.Bytes, 0L);
        while (buffer.Look() == Framing.Partly)
        {
            var room = buffer.Room();
            if (last != buffer.Bytes)
                (moved, last) = (moved + received, buffer.Bytes);
            room.Fill(1);
            received += room.Length;
            buffer.Add(room.Length);
        }
        Assert.Equal(9_999_999, buffer.BodyLength);
        Assert.True(moved < 9_999_999 / 4, $"{moved} bytes were moved");
        buffer.Clear();
        Assert.Empty(buffer.Bytes);
    }

    [Fact]
    public void Memory_is_bounded_over_all_and_given_back()
    {
        var memory = new BodyMemory(1_000_000);
        var buffers = Enumerable.Range(0, 5).Select(_ => new RequestBuffer(new(), memory)).ToList();
        foreach (var buffer in buffers)
        {
            Give(buffer, Encoding.ASCII.GetBytes("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 250000\r\n\r\n"));
            buffer.Look();
        }
        Assert.Equal([true, true, true, false, false], buffers.Select(buffer => buffer.Room().Length > 0));
        buffers[0].Clear();
        Assert.True(buffers[3].Room().Length > 0);
        foreach (var buffer in buffers)
            buffer.Clear();
        Assert.Equal(0, memory.Used);
    }

    [Theory]
    [InlineData("Content-Length: 10000001\r\n\r\n", 413)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nz", 0)]
    [InlineData("Expect: 100-continue\r\nContent-Length: 5\r\n\r\n", 100)]
    public void What_follows_a_head_is_known_from_it(string rest, int status)
    {
        var buffer = new RequestBuffer(new(), new(long.MaxValue));
        Give(buffer, Encoding.ASCII.GetBytes("POST / HTTP/1.1\r\nHost: a\r\n" + rest));
        var framing = buffer.Look();
        Assert.Equal(status, framing == Framing.AwaitsContinue ? 100 : framing == Framing.Wrong ? buffer.Error!.Status : 0);
        if (status == 100)
            Assert.Equal(Framing.Partly, buffer.Look());
    }

    private static string Refused(string found) => found is ['4' or '5', _, _] ? "refused" : found;

    private static void Give(RequestBuffer buffer, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var room = buffer.Room();
            var count = Math.Min(room.Length, bytes.Length);
            bytes[..count].CopyTo(room);
            buffer.Add(count);
            bytes = bytes[count..];
        }
    }

    /// <summary>Method, target and body of each request; at the end a status, if it ended with an error.</summary>
    private static List<string> Read(byte[] bytes, Func<int> cut)
    {
        var found = new List<string>();
        var head = new RequestHead();
        var buffer = new RequestBuffer(head, new(long.MaxValue));
        for (var come = 0; come < bytes.Length;)
        {
            var room = buffer.Room();
            var count = Math.Min(Math.Min(cut(), room.Length), bytes.Length - come);
            bytes.AsSpan(come, count).CopyTo(room);
            buffer.Add(count);
            come += count;
            for (var framing = buffer.Look(); framing is Framing.Complete or Framing.Wrong; framing = buffer.Look())
            {
                if (framing == Framing.Wrong)
                {
                    found.Add($"{buffer.Error!.Status}");
                    return found;
                }
                var start = buffer.Start;
                found.Add(Encoding.Latin1.GetString(buffer.Bytes.AsSpan(start, head.MethodLength)) + " " +
                    Encoding.Latin1.GetString(buffer.Bytes.AsSpan(start + head.TargetStart, head.TargetLength)) + " " +
                    Encoding.Latin1.GetString(buffer.Bytes.AsSpan(start + buffer.HeadLength, buffer.BodyLength)));
                buffer.Drop();
            }
        }
        found.Add("end");
        buffer.Clear();
        return found.Count > 1 && found[^1] == "end" ? found[..^1] : found;
    }

    private static byte[] Mutate(byte[] bytes, RandomStream random)
    {
        var mutated = bytes.ToList();
        for (var times = 1 + random.NextInt(3); times > 0; times--)
        {
            var place = random.NextInt(mutated.Count);
            switch (random.NextInt(4))
            {
                case 0:
                    mutated[place] = (byte)random.NextInt(256);
                    break;
                case 1:
                    mutated.RemoveAt(place);
                    break;
                case 2:
                    mutated.Insert(place, (byte)" \r\n\t:,;0a\0"[random.NextInt(10)]);
                    break;
                default:
                    var length = Math.Min(random.NextInt(30), mutated.Count - place);
                    mutated.InsertRange(random.NextInt(mutated.Count), mutated.GetRange(place, length));
                    break;
            }
        }
        return [.. mutated];
    }
}
