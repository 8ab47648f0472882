using System.Text.Json;
using Berth.Records.Collection;
using Berth.Records.Formats.RequestLog;
using FsCheck;
using FsCheck.Fluent;

namespace Berth.Records.Tests.Formats;

public sealed class RequestLogLineTests
{
    private const string Line = """{"type":"prev_request_history","start_timestamp_ns":1700000000000000001,"end_timestamp_ns":1700000000123456789,"endpoint":"/pi","method":"POST","payload":{"num_samples":1000},"status":200}""";

    private static readonly ServedRequest Expected = new("a", "/pi", "POST", 1700000000000000001, 1700000000123456789, 200, """{"num_samples":1000}""");

    [Fact]
    public void A_line_is_read_bare_and_behind_the_level_and_as_container_runtimes_keep_it()
    {
        Assert.Equal(Expected, RequestLogLine.Read(Line, "a"));
        Assert.Equal(Expected, RequestLogLine.Read("INFO " + Line, "a"));
        Assert.Equal(Expected, RequestLogLine.Read("2026-01-01T00:00:00.123456789Z stdout F INFO " + Line, "a"));
        Assert.Equal(Expected, RequestLogLine.Read(JsonSerializer.Serialize(new { log = $"INFO {Line}\n", stream = "stdout", time = "2026-01-01T00:00:00Z" }), "a"));
        Assert.Equal("pi", Expected.Function);
    }

    [Fact]
    public void The_fields_may_have_any_order_and_some_may_lack()
    {
        var request = RequestLogLine.Read("""{"endpoint":"/a/b/","end_timestamp_ns":7,"start_timestamp_ns":7,"type":"prev_request_history","pod":"other","payload":null}""", "a");
        Assert.Equal(new("other", "/a/b/", "", 7, 7, null, "{}"), request);
        Assert.Equal("a/b", request!.Function);
    }

    [Theory]
    [InlineData("")]
    [InlineData("INFO Serving Flask app 'server'")]
    [InlineData("{\"type\":\"other\",\"about\":\"prev_request_history\"}")]
    [InlineData("prev_request_history {broken")]
    [InlineData("[\"prev_request_history\"]")]
    [InlineData("{\"log\":\"prev_request_history\"}")]
    public void A_line_about_something_else_is_none(string line) => Assert.Null(RequestLogLine.Read(line, "a"));

    [Theory]
    [InlineData("1700000000000000001", "\"x\"", "start_timestamp_ns is '\"x\"'")]
    [InlineData("1700000000000000001", "1.5", "start_timestamp_ns is '1.5'")]
    [InlineData("1700000000123456789", "1", "is before start_timestamp_ns")]
    [InlineData("\"endpoint\"", "\"end\"", "endpoint is missing")]
    [InlineData("\"end_timestamp_ns\"", "\"end\"", "end_timestamp_ns is missing")]
    public void A_record_that_cannot_be_is_told(string part, string instead, string why) =>
        Assert.Contains(why, Assert.Throws<FormatException>(() => RequestLogLine.Read(Line.Replace(part, instead, StringComparison.Ordinal), "a")).Message);

    [Fact]
    public void Whatever_comes_is_read_or_refused_and_nothing_else()
    {
        var edits = Gen.Choose(0, Line.Length - 1).Zip(Gen.Elements([.. "{}[]\":,\\ux0-e. \ud800é".ToCharArray()])).NonEmptyListOf();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(edits.ToArbitrary(), changes =>
        {
            var text = ("INFO " + Line).ToCharArray();
            foreach (var (place, letter) in changes)
                text[5 + place] = letter;
            try
            {
                if (RequestLogLine.Read(new(text), "a") is { } request)
                    Assert.True(request.End >= request.Start);
            }
            catch (FormatException)
            {
                // A record that is wrong.
            }
        }));
    }
}
