using Berth.Serving.Load;

namespace Berth.Serving.Tests.Load;

public sealed class LoadLineTests
{
    [Theory]
    [InlineData(LoadOutcome.Completed, 200, true, "17 850000000 850041230 861200312 c 200 1")]
    [InlineData(LoadOutcome.Completed, 204, null, "17 850000000 850041230 861200312 c 204 -")]
    [InlineData(LoadOutcome.Refused, 429, null, "17 850000000 850041230 861200312 r 429 -")]
    [InlineData(LoadOutcome.Failed, 500, false, "17 850000000 850041230 861200312 f 500 0")]
    [InlineData(LoadOutcome.TimedOut, 0, null, "17 850000000 850041230 861200312 t 0 -")]
    [InlineData(LoadOutcome.Abandoned, 0, null, "17 850000000 850041230 861200312 a 0 -")]
    public void A_request_travels_as_one_short_line(LoadOutcome outcome, int status, bool? correct, string line)
    {
        var request = new LoadedRequest(17, 850_000_000, 850_041_230, 861_200_312, outcome, status, correct);
        Assert.Equal(line, LoadLine.Write(request));
        Assert.Equal(request, LoadLine.Read(line));
    }

    [Theory]
    [InlineData("ready")]
    [InlineData("end 12")]
    [InlineData("failure Connection refused")]
    [InlineData("")]
    public void Other_lines_are_none(string line) => Assert.Null(LoadLine.Read(line));

    [Theory]
    [InlineData("17")]
    [InlineData("17 85 86 87 c 200")]
    [InlineData("17 85 86 87 x 200 1")]
    [InlineData("17 85 86 87 c 200 1 2")]
    [InlineData("17 85 86 8a c 200 1")]
    public void A_line_that_was_cut_off_is_an_error(string line) => Assert.Throws<FormatException>(() => LoadLine.Read(line));
}
