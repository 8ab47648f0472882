using Berth.Records.Formats.Requests;

namespace Berth.Records.Tests.Formats;

public sealed class RequestCountTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private List<int> Read(string text)
    {
        File.WriteAllText(_folder["load"], text);
        return [.. RequestCounts.Read(_folder["load"])];
    }

    [Fact]
    public void Counts_are_separated_by_anything_blank() => Assert.Equal([7, 0, 12, 1_000_000_000], Read("\uFEFF7 0\t\r\n 12\n1000000000"));

    [Theory]
    [InlineData("7 x", "load:1: count 2 has a 'x'")]
    [InlineData("7\n-1", "load:2: count 2 has a '-'")]
    [InlineData("1000000001", "load:1: count 1 is above 1000000000")]
    [InlineData(" \n", "load: there is no count in the file")]
    public void What_is_no_count_is_named(string text, string message) => Assert.Contains(message, Assert.Throws<FormatException>(() => Read(text)).Message);

    [Theory]
    [InlineData("requests/elastic-630s.txt", 630)]
    [InlineData("requests/twitter-2021-08-week1.txt", 604_800)]
    public void Real_loads_have_a_count_for_each_second(string file, int seconds) => Assert.InRange(RequestCounts.Read(RealData.Path(file)).Count(), seconds - 5, seconds);
}
