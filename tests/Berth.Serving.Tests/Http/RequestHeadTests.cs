using System.Text;
using Berth.Serving.Http;

namespace Berth.Serving.Tests.Http;

public sealed class RequestHeadTests
{
    private const string Host = "Host: a\r\n";

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET", "/", -1, false, true)]
    [InlineData("GET /a?b=c HTTP/1.1\r\nHost: a\r\n\r\nleftover", "GET", "/a?b=c", -1, false, true)]
    [InlineData("POST / HTTP/1.1\r\nhost:a\r\ncontent-length:5\r\n\r\n", "POST", "/", 5, false, true)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length:  12 \t \r\n\r\n", "POST", "/", 12, false, true)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n", "POST", "/", -1, true, true)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "POST", "/", -1, false, false)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n", "POST", "/", -1, false, false)]
    [InlineData("GET / HTTP/1.0\r\n\r\n", "GET", "/", -1, false, false)]
    [InlineData("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", "GET", "/", -1, false, true)]
    [InlineData("GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n", "GET", "/", -1, false, false)]
    [InlineData("X-Y / HTTP/1.1\r\nHost:\r\n\r\n", "X-Y", "/", -1, false, true)]
    [InlineData("GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", "GET", "http://a/", -1, false, true)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX: \u00e9\r\n\r\n", "GET", "/", -1, false, true)]
    public void A_head_is_read(string text, string method, string target, long length, bool chunked, bool keeps)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var head = new RequestHead();
        Assert.Null(head.Read(bytes));
        Assert.Equal(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4, head.Length);
        Assert.Equal((method, target), (text[..head.MethodLength], text.Substring(head.TargetStart, head.TargetLength)));
        Assert.Equal((length, chunked, keeps), (head.Lines.ContentLength, head.Lines.Chunked, head.KeepsConnection));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n", 400)] // no Host
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400)] // a blank before the colon
    [InlineData("GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n", 400)] // obsolete folding
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nNothing\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX: b\0\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX: b\rc\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\nHost: a\n\n", 400)]
    [InlineData("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
    [InlineData("GET /  HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
    [InlineData("GET /\r\nHost: a\r\n\r\n", 400)]
    [InlineData("GET /\u00e9 HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
    [InlineData("G(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
    [InlineData("GET / http/1.1\r\nHost: a\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.10\r\nHost: a\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505)]
    [InlineData("GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505)]
    [InlineData("\u0016\u0003\u0001\u0000", 400)] // TLS
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 5\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x5\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5 5\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n", 501)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n", 501)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\n\r\n", 417)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nX-Deadline-Ms: soon\r\n\r\n", 400)]
    public void What_could_be_understood_in_two_ways_is_refused(string text, int status) =>
        Assert.Equal(status, new RequestHead().Read(Encoding.Latin1.GetBytes(text))?.Status);

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("POST ")]
    [InlineData("POST / HTTP/1.1\r")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\n\r")]
    public void What_is_not_complete_is_waited_for(string text)
    {
        var head = new RequestHead();
        Assert.Null(head.Read(Encoding.Latin1.GetBytes(text)));
        Assert.Equal(0, head.Length);
    }

    [Fact]
    public void A_head_has_bounds()
    {
        Assert.Equal(431, new RequestHead().Read(Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\n{Host}X: {new string('x', 40_000)}"))?.Status);
        Assert.Equal(431, new RequestHead().Read(Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\n{Host}{string.Concat(Enumerable.Repeat("X: y\r\n", 200))}\r\n"))?.Status);
    }

    [Theory]
    [InlineData("Host: a\r\nX: 1\r\nY: 2\r\n", "Host: a\r\nX: 1\r\nY: 2\r\n")]
    [InlineData("X: 1\r\nConnection: keep-alive\r\nKeep-Alive: timeout=5\r\nHost: a\r\n", "X: 1\r\nHost: a\r\n")]
    [InlineData("Host: a\r\nConnection: x-one, close\r\nX-One: 1\r\nX-Two: 2\r\n", "Host: a\r\nX-Two: 2\r\n")]
    [InlineData("Host: a\r\nTE: trailers\r\nTrailer: x\r\nUpgrade: h2c\r\nHTTP2-Settings: x\r\nProxy-Connection: keep-alive\r\n", "Host: a\r\n")]
    [InlineData("Host: a\r\nContent-Length: 3\r\nContent-Type: image/png\r\nExpect: 100-continue\r\n", "Host: a\r\nContent-Type: image/png\r\n")]
    [InlineData("Host: a\r\nTransfer-Encoding: chunked\r\nX-Deadline-Ms: 50\r\n", "Host: a\r\nX-Deadline-Ms: 50\r\n")]
    public void Only_what_is_meant_for_the_other_end_travels(string fields, string copied)
    {
        var bytes = Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\n{fields}\r\n");
        var head = new RequestHead();
        Assert.Null(head.Read(bytes));
        var target = new byte[bytes.Length];
        Assert.Equal(copied, Encoding.ASCII.GetString(target, 0, head.Lines.CopyEndToEnd(bytes, target)));
    }
}
