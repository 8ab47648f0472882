using System.Text;
using Berth.Serving.Http;

namespace Berth.Serving.Tests.Http;

public sealed class ChunkedBodyTests
{
    [Theory]
    [InlineData("0\r\n\r\n", "")]
    [InlineData("5\r\nhello\r\n0\r\n\r\n", "hello")]
    [InlineData("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", "hello world")]
    [InlineData("A\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n", "01234567890123456789")]
    [InlineData("5;name=value\r\nhello\r\n0;last\r\n\r\n", "hello")]
    [InlineData("0005\r\nhello\r\n000\r\nTrailer: x\r\n\r\n", "hello")]
    [InlineData("2\r\n\r\n\r\n0\r\n\r\n", "\r\n")]
    public void Chunks_are_put_together_however_they_come(string text, string data)
    {
        foreach (var step in (int[])[1, 2, 3, 7, 1000])
        {
            var bytes = Encoding.ASCII.GetBytes(text + "rest");
            var body = new ChunkedBody();
            for (var come = 0; !body.Complete; come += step)
                Assert.True(body.TryRead(bytes.AsSpan(0, Math.Min(come + step, bytes.Length))));
            Assert.Equal(data, Encoding.ASCII.GetString(bytes, 0, body.Decoded));
            Assert.Equal(text.Length, body.Consumed);
        }
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("x\r\n")]
    [InlineData("-5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("0x5\r\nhello\r\n0\r\n\r\n")]
    [InlineData(" 5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("5 \r\nhello\r\n0\r\n\r\n")]
    [InlineData("5\nhello\r\n0\r\n\r\n")]
    [InlineData("5\r\nhello\n0\r\n\r\n")]
    [InlineData("5\r\nhelloX\r\n0\r\n\r\n")]
    [InlineData("5\r\nhell\r\n0\r\n\r\n")]
    [InlineData("123456789\r\n")]
    [InlineData("5;\0\r\nhello\r\n0\r\n\r\n")]
    public void What_is_not_in_chunks_is_refused(string text) => Assert.False(new ChunkedBody().TryRead(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void A_line_has_a_bound()
    {
        Assert.False(new ChunkedBody().TryRead(Encoding.ASCII.GetBytes("5;" + new string('x', 5000))));
        Assert.False(new ChunkedBody().TryRead(Encoding.ASCII.GetBytes("0\r\n" + string.Concat(Enumerable.Repeat("Trailer: x\r\n", 1000)))));
    }

    [Fact]
    public void The_framing_takes_no_room()
    {
        var bytes = new byte[64];
        var body = new ChunkedBody();
        var (filled, sent) = (0, 0);
        for (var chunk = 0; chunk < 40; chunk++)
            foreach (var letter in "1\r\nx\r\n")
            {
                bytes[filled++] = (byte)letter;
                Assert.True(body.TryRead(bytes.AsSpan(0, filled)));
                filled = body.Compact(bytes.AsSpan(0, filled));
                sent++;
            }
        Assert.Equal((240, 40, 40), (sent, body.Decoded, filled));
    }
}
