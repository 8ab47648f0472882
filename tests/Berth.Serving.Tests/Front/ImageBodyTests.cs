using System.Text;
using Berth.Serving.Front;

namespace Berth.Serving.Tests.Front;

public sealed class ImageBodyTests
{
    [Theory]
    [InlineData("""{"image": "aGVsbG8="}""")]
    [InlineData("""{"other": {"image": 1}, "image": "aGVsbG8=", "more": [1, 2]}""")]
    [InlineData("""{"image": "aGVsbG8\u003d"}""")]
    public void A_picture_is_found_in_json(string json)
    {
        Assert.Null(ImageBody.FromJson(Encoding.UTF8.GetBytes(json), out var picture, out var length));
        Assert.Equal("hello", Encoding.ASCII.GetString(picture!, 0, length));
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("{", "not JSON")]
    [InlineData("""{"image": "aGVsbG8="} x""", "not JSON")]
    [InlineData("""{"image": "aGVsbG8="}{}""", "not JSON")]
    [InlineData("hello", "not JSON")]
    [InlineData("\"hello\"", "no object")]
    [InlineData("[]", "no object")]
    [InlineData("{}", "has no 'image'")]
    [InlineData("""{"Image": "aGVsbG8="}""", "has no 'image'")]
    [InlineData("""{"image": 5}""", "no text")]
    [InlineData("""{"image": null}""", "no text")]
    [InlineData("""{"image": ["aGVsbG8="]}""", "no text")]
    [InlineData("""{"image": ""}""", "is empty")]
    [InlineData("""{"image": "aGVsbG8"}""", "not base64")]
    [InlineData("""{"image": "h\u00e9llo"}""", "not base64")]
    [InlineData("""{"image": "aGVsbG8=", "image": "aGVsbG8="}""", "more than once")]
    public void Wrong_json_is_told_what_is_wrong(string json, string why)
    {
        Assert.Contains(why, ImageBody.FromJson(Encoding.UTF8.GetBytes(json), out var picture, out _), StringComparison.Ordinal);
        Assert.Null(picture);
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=XX", "--XX\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\n\r\nhello\r\n--XX--\r\n")]
    [InlineData("Multipart/Form-Data; boundary=\"X X\"", "--X X\r\ncontent-disposition: form-data; name=image\r\nContent-Type: image/png\r\n\r\nhello\r\n--X X--")]
    [InlineData("multipart/form-data; boundary=XX; charset=utf-8", "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n--XX\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\nhello\r\n--XX--\r\n")]
    public void A_picture_is_found_in_a_form(string type, string form)
    {
        var body = Encoding.UTF8.GetBytes(form);
        Assert.Null(ImageBody.FromForm(Encoding.UTF8.GetBytes(type), body, out var picture));
        Assert.Equal("hello", Encoding.ASCII.GetString(body[picture]));
    }

    [Theory]
    [InlineData("multipart/form-data", "--XX\r\n", "names no boundary")]
    [InlineData("multipart/form-data; boundary=XX", "", "does not begin with its boundary")]
    [InlineData("multipart/form-data; boundary=XX", "hello", "does not begin with its boundary")]
    [InlineData("multipart/form-data; boundary=XX", "--XX--\r\n", "has no field 'image'")]
    [InlineData("multipart/form-data; boundary=XX", "--XXX\r\n", "does not end its line")]
    [InlineData("multipart/form-data; boundary=XX", "--XX\r\nContent-Disposition: form-data; name=\"image\"\r\n", "no end of its head")]
    [InlineData("multipart/form-data; boundary=XX", "--XX\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\nhello", "before its last boundary")]
    [InlineData("multipart/form-data; boundary=XX", "--XX\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\n\r\n--XX--\r\n", "is empty")]
    [InlineData("multipart/form-data; boundary=XX", "--XX\r\nContent-Disposition: form-data; name=\"images\"\r\n\r\nhello\r\n--XX--\r\n", "has no field 'image'")]
    public void A_wrong_form_is_told_what_is_wrong(string type, string form, string why) =>
        Assert.Contains(why, ImageBody.FromForm(Encoding.UTF8.GetBytes(type), Encoding.UTF8.GetBytes(form), out _), StringComparison.Ordinal);

    [Theory]
    [InlineData(200, """{"label":"Sneaker","index":7,"confidence":0.9711}""", """{"prediction":"Sneaker: 97.1%","queue_size":3}""")]
    [InlineData(200, """{"label":"Sneaker"}""", """{"prediction":"Sneaker","queue_size":3}""")]
    [InlineData(200, """{"prediction":"tabby: 50.2%"}""", """{"prediction":"tabby: 50.2%","queue_size":3}""")]
    [InlineData(400, """{"status":400,"error":"no picture"}""", """{"error":"no picture","queue_size":3}""")]
    [InlineData(200, "hello", """{"error":"the replica answered with status 200","queue_size":3}""")]
    [InlineData(500, "", """{"error":"the replica answered with status 500","queue_size":3}""")]
    public void Answers_get_the_form_that_the_seeds_clients_expect(int status, string reply, string translated) =>
        Assert.Equal(translated, Encoding.UTF8.GetString(SeedReply.Translate(status, Encoding.UTF8.GetBytes(reply), 3)));
}
