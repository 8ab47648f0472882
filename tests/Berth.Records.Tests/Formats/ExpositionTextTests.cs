using System.Globalization;
using Berth.Records.Formats.Prometheus;
using Berth.Records.Timelines;
using FsCheck;
using FsCheck.Fluent;

namespace Berth.Records.Tests.Formats;

public sealed class ExpositionTextTests
{
    private const string Example = """
        # HELP http_requests_total Requests.
        # TYPE http_requests_total counter
        http_requests_total{method="post",code="200"} 1027 1395066363000
        http_requests_total{method="post",code="400"}    3 1395066363000

        # Escapes
        msdos_file_access_time_seconds{path="C:\\DIR\\FILE.TXT",error="Cannot find file:\n\"FILE.TXT\""} 1.458255915e9
        metric_without_timestamp_and_labels 12.47
        something_weird{problem="division by zero",} +Inf -3982045
        # TYPE latency_seconds histogram
        latency_seconds_bucket{le="0.05"} 24054
        latency_seconds_bucket{le="+Inf"} 144320
        latency_seconds_sum 53423
        latency_seconds_count 144320
        # TYPE load gauge
        load NaN
        """;

    [Fact]
    public void Samples_have_their_labels_values_moments_and_kinds()
    {
        var samples = ExpositionText.Parse(Example);
        Assert.Equal(10, samples.Count);
        Assert.Equal(new(new("http_requests_total", new Dictionary<string, string> { ["method"] = "post", ["code"] = "200" }, SeriesKind.Counter), 1027, 1395066363000), samples[0]);
        Assert.Equal("Cannot find file:\n\"FILE.TXT\"", samples[2].Series.Labels["error"]);
        Assert.Equal("C:\\DIR\\FILE.TXT", samples[2].Series.Labels["path"]);
        Assert.Equal(1.458255915e9, samples[2].Value);
        Assert.Null(samples[3].Milliseconds);
        Assert.Equal((double.PositiveInfinity, -3982045), (samples[4].Value, samples[4].Milliseconds));
        Assert.All(samples.Skip(5).Take(4), sample => Assert.Equal(SeriesKind.Counter, sample.Series with { } is { } series && series.Counts ? SeriesKind.Counter : SeriesKind.Gauge));
        Assert.True(double.IsNaN(samples[9].Value));
        Assert.Equal(SeriesKind.Gauge, samples[9].Series.Kind);
    }

    [Theory]
    [InlineData("1a 5", "'1a 5' is no name of a metric")]
    [InlineData("a", "the value is missing")]
    [InlineData("a b", "'b' is no number")]
    [InlineData("a 0x1F", "'0x1F' is no number")]
    [InlineData("a 1_000", "'1_000' is no number")]
    [InlineData("a --1", "'--1' is no number")]
    [InlineData("a 1 1.5", "no whole number of milliseconds")]
    [InlineData("a 1 2 3", "more after the timestamp")]
    [InlineData("a{b=\"c\"", "in the place of '}'")]
    [InlineData("a{b=\"c\" d=\"e\"} 1", "in the place of '}'")]
    [InlineData("a{b=c} 1", "in the place of '\"'")]
    [InlineData("a{b=\"c} 1", "has no end")]
    [InlineData("a{b=\"\\t\"} 1", "is no escape")]
    [InlineData("a{b=\"\0\"} 1", "holds a NUL")]
    [InlineData("a{b=\"1\",b=\"2\"} 1", "label b is there twice")]
    [InlineData("a{b:c=\"1\"} 1", "in the place of '='")]
    [InlineData("a 1\na 2", "line 2: a is there twice")]
    [InlineData("a{x=\"1\",y=\"2\"} 1\na{y=\"2\",x=\"1\"} 2", "is there twice")]
    [InlineData("# TYPE a counter\n# TYPE a counter", "the type of a is there twice")]
    [InlineData("a 1\n# TYPE a counter", "comes after its first sample")]
    [InlineData("# TYPE a counterr", "not counter, gauge")]
    [InlineData("<html>", "is no name of a metric")]
    public void What_Prometheus_would_refuse_is_refused_with_its_line(string text, string why) =>
        Assert.Contains(why, Assert.Throws<FormatException>(() => ExpositionText.Parse(text)).Message);

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("#TYPE a nonsense\n#\n# \n# HELP a text {\n# EOF\n")]
    [InlineData("  a\t1  \n")]
    public void What_Prometheus_would_take_is_taken(string text) => Assert.InRange(ExpositionText.Parse(text).Count, 0, 1);

    [Fact]
    public void What_is_written_is_read_back()
    {
        var names = Gen.Elements("a", "b_total", "_c:d", "e9");
        var values = Gen.OneOf(Gen.Choose(-1000, 1000).Select(each => each / 7.0), Gen.Elements(double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue, -0.0));
        var labels = Gen.Elements("l", "m", "n_1").Zip(Gen.Elements("", "x", "\"", "\\", "\n", "\\n", "ü, }", "a\"b\\\n")).ListOf();
        var sample =
            from name in names
            from value in values
            from set in labels
            from moment in Gen.Elements<long?>(null, 0, -5, 1_700_000_000_000)
            select new ExpositionSample(new(name, set.DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => pair.Item2)), value, moment);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(sample.ListOf().ToArbitrary(), all =>
        {
            var samples = all.DistinctBy(each => (each.Series.Identity, each.Milliseconds)).ToList();
            var text = string.Concat(samples.Select(each => $"{each.Series.Identity} {Text(each.Value)}{(each.Milliseconds is { } moment ? $" {moment}" : "")}\n"));
            Assert.Equal(samples, ExpositionText.Parse(text));
        }));

        static string Text(double value) => double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Whatever_comes_is_read_or_refused_and_nothing_else()
    {
        var letters = Gen.Elements([.. "a_:1{}=\"\\n,# \t\n\r+-.eNIx\u00fc\ud800".ToCharArray()]);
        var edits = Gen.Choose(0, Example.Length - 1).Zip(letters).NonEmptyListOf();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(letters.ArrayOf().ToArbitrary(), noise => ReadOrRefused(new(noise))));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(edits.ToArbitrary(), changes =>
        {
            var text = Example.ToCharArray();
            foreach (var (place, letter) in changes)
                text[place] = letter;
            ReadOrRefused(new(text));
        }));

        static void ReadOrRefused(string text)
        {
            try
            {
                ExpositionText.Parse(text);
            }
            catch (FormatException exception)
            {
                Assert.StartsWith("line ", exception.Message, StringComparison.Ordinal);
            }
        }
    }
}
