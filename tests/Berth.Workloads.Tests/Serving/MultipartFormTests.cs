using System.Text;
using Berth.Workloads.Serving;

namespace Berth.Workloads.Tests.Serving;

public sealed class MultipartFormTests
{
    private const string Part = "Content-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg";

    [Theory]
    [InlineData("multipart/form-data; boundary=abc", "abc")]
    [InlineData("multipart/form-data; boundary=\"a b\"", "a b")]
    [InlineData("Multipart/Form-Data; charset=utf-8; boundary=abc", "abc")]
    [InlineData("multipart/form-data", null)]
    [InlineData("multipart/mixed; boundary=abc", null)]
    [InlineData("image/jpeg", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_content_type_names_the_boundary(string? type, string? boundary) => Assert.Equal(boundary, MultipartForm.Boundary(type));

    [Theory]
    [InlineData("--abc\r\n" + Part + "\r\n\r\nhello\r\n--abc--\r\n", "hello")]
    [InlineData("preamble\r\n--abc\r\n" + Part + "\r\n\r\nhello\r\n--abc--", "hello")]
    [InlineData("--abc\r\nContent-Disposition: form-data; name=other\r\n\r\nx\r\n--abc\r\n" + Part + "\r\n\r\nhello\r\n--abc--\r\n", "hello")]
    [InlineData("--abc\r\ncontent-disposition: form-data; name=image\r\n\r\nhel\r\n--ab\r\nlo\r\n--abc--\r\n", "hel\r\n--ab\r\nlo")]
    [InlineData("--abc\r\n" + Part + "\r\n\r\n\r\n--abc--\r\n", "")]
    [InlineData("--abc\r\n" + Part + "\r\n\r\n--abc--\r\n", "")]
    [InlineData("--abc\r\n" + Part + "\r\n\r\nhello", null)]
    [InlineData("--abc\r\n" + Part, null)]
    [InlineData("--abc\r\nContent-Disposition: form-data; name=picture\r\n\r\nhello\r\n--abc--\r\n", null)]
    [InlineData("--abc--\r\n", null)]
    [InlineData("--other\r\n" + Part + "\r\n\r\nhello\r\n--other--\r\n", null)]
    [InlineData("", null)]
    public void The_field_is_found_where_it_is(string body, string? content)
    {
        var bytes = Encoding.ASCII.GetBytes(body);
        var found = MultipartForm.Find(bytes, "abc", "image");
        Assert.Equal(content, found is { } place ? Encoding.ASCII.GetString(bytes[place]) : null);
    }
}
