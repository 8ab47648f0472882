using Berth.Records.Formats.Prometheus;
using FsCheck;
using FsCheck.Fluent;

namespace Berth.Records.Tests.Formats;

public sealed class ExpositionReaderTests
{
    [Theory]
    [InlineData("a 1\nb{x=\"1\"} 2\n", "a 3\nb{x=\"1\"}\t-4e2\n")]
    [InlineData("# TYPE a counter\na 1\n\n", "# TYPE a counter\na NaN\n\n")]
    public void Where_only_values_have_changed_the_series_are_the_same_objects(string first, string second)
    {
        var reader = new ExpositionReader();
        var series = reader.Read(first).Select(sample => sample.Series).ToList();
        var samples = reader.Read(second);
        Assert.Equal(ExpositionText.Parse(second), samples);
        Assert.All(samples.Zip(series), pair => Assert.Same(pair.Second, pair.First.Series));
    }

    [Theory]
    [InlineData("a 1", "ab 1")]
    [InlineData("a 1", "a 1 5")]
    [InlineData("a 1 5", "a 1 6")]
    [InlineData("a 1\nb 2", "a 1")]
    [InlineData("a 1", "a 1\nb 2")]
    [InlineData("# TYPE a counter\na 1", "# TYPE a gauge\na 1")]
    [InlineData("a{b=\"c d\"}5", "a{b=\"c 7")]
    [InlineData("a{b=\"c 5\"} 5", "a{b=\"c 6\"} 5")]
    [InlineData("a 1", "a one")]
    [InlineData("a 1\nb 1", "b 1\na 1")]
    [InlineData("a 1\nb 1", "a 1\na 1")]
    public void What_differs_in_anything_else_is_read_as_a_whole(string first, string second)
    {
        var reader = new ExpositionReader();
        reader.Read(first);
        Assert.Equal(Said(ExpositionText.Parse, second), Said(reader.Read, second));
        Assert.Equal(Said(ExpositionText.Parse, first), Said(reader.Read, first));
    }

    [Fact]
    public void Whatever_came_before_an_answer_is_read_as_if_it_were_the_first()
    {
        var lines = Gen.Elements("a 1", "a 2", "a{l=\"x y\"} 1", "a{l=\"x y\"}3", "a{l=\"x 3", " b\t7 ", "b 7 8", "b +Inf", "# TYPE a gauge", "# TYPE b counter", "#", "", "c}", "c 1 2 3", "d 0x1");
        var texts = lines.ListOf().Select(all => string.Join('\n', all.Take(4))).ListOf();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(texts.ToArbitrary(), all =>
        {
            var reader = new ExpositionReader();
            foreach (var text in all)
                Assert.Equal(Said(ExpositionText.Parse, text), Said(reader.Read, text));
        }));
    }

    private static string Said(Func<string, IReadOnlyList<ExpositionSample>> read, string text)
    {
        try
        {
            return string.Join('\n', read(text));
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }
}
