using System.Text;
using Berth.Serving.Load;

namespace Berth.Serving.Tests.Load;

public sealed class ResponseTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", 200, 5, false, false)]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\ncontent-length:0\r\nConnection: close\r\n\r\n", 503, 0, false, true)]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\n", 200, 5, false, true)]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 5\r\nConnection: keep-alive\r\n\r\n", 200, 5, false, false)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", 200, null, true, false)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n", 200, null, true, false)]
    [InlineData("HTTP/1.1 200 OK\r\nServer: x\r\n\r\n", 200, null, false, true)]
    [InlineData("HTTP/1.1 200\r\n\r\n", 200, null, false, true)]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", 204, 0, false, false)]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n", 100, 0, false, false)]
    [InlineData("HTTP/1.1 200 OK\r\nX-Content-Length: 9\r\nContent-Length:  5 \r\n\r\n", 200, 5, false, false)]
    public void The_head_says_where_the_body_ends(string text, int status, int? length, bool chunked, bool closes)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        Assert.Equal(new ResponseHead(status, bytes.Length, length, chunked, closes), ResponseHead.Parse(bytes));
        for (var cut = 0; cut < bytes.Length; cut++)
            Assert.Null(ResponseHead.Parse(bytes.AsSpan(0, cut)));
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n")]
    [InlineData("HTTP/1.1 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n")]
    public void What_is_no_answer_is_an_error(string text) => Assert.Throws<InvalidDataException>(() => ResponseHead.Parse(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData("hello", 5, false)]
    [InlineData("5\r\nhello\r\n0\r\n\r\n", null, true)]
    [InlineData("2;name=value\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n", null, true)]
    [InlineData("1A\r\nabcdefghijklmnopqrstuvwxyz\r\n000\r\nTrailer: x\r\n\r\n", null, true)]
    public void A_body_ends_with_its_last_byte_however_it_is_cut(string text, int? length, bool chunked)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        for (var size = 1; size <= bytes.Length; size++)
        {
            var body = new ResponseBody(new(200, 0, length, chunked, false));
            for (var at = 0; at < bytes.Length; at += size)
            {
                Assert.False(body.Ended);
                body.Feed(bytes.AsSpan(at, Math.Min(size, bytes.Length - at)));
            }
            Assert.True(body.Ended);
        }
    }

    [Theory]
    [InlineData("hello!", 5, false)]
    [InlineData("hello", null, true)]
    [InlineData("\r\n", null, true)]
    [InlineData("2\r\nhello", null, true)]
    [InlineData("0\r\n\r\nmore", null, true)]
    public void A_body_that_is_not_as_its_head_says_is_an_error(string text, int? length, bool chunked) => Assert.Throws<InvalidDataException>(() =>
    {
        var body = new ResponseBody(new(200, 0, length, chunked, false));
        body.Feed(Encoding.ASCII.GetBytes(text));
    });

    [Theory]
    [InlineData("""{"label":"Bag"}""", "Bag", true)]
    [InlineData("""{"received":1,"label" : "Ankle boot","index":9}""", "Bag", false)]
    [InlineData("""{"prediction": "T-shirt/top: 91.2%"}""", "T-shirt/top", true)]
    [InlineData("""{"prediction":"Bag: 91.2%"}""", "Sandal", false)]
    [InlineData("""{"prediction":"tabby cat: 91.2%"}""", "Sandal", null)]
    [InlineData("""{"label":"Bag""", "Bag", null)]
    [InlineData("""{"label":7}""", "Bag", null)]
    [InlineData("hello", "Bag", null)]
    [InlineData("", "Bag", null)]
    [InlineData("""{"label":"Bag"}""", null, null)]
    public void An_answer_is_right_when_it_names_what_the_picture_shows(string body, string? label, bool? correct) =>
        Assert.Equal(correct, LabelCheck.Judge(Encoding.UTF8.GetBytes(body), label));
}
