using System.Text.RegularExpressions;
using System.Xml.Linq;
using Berth.Learning.Performance;
using Berth.Learning.Performance.Data;
using Berth.Learning.Performance.Evaluation;
using Berth.Reports.Performance;

namespace Berth.Reports.Tests;

public sealed partial class PerformancePageTests
{
    private static string Page(string function)
    {
        List<TestedRow> tested = [.. Enumerable.Range(1, 30).Select(number => new TestedRow(function, number * 1.1, number, number * 0.8, number % 7 == 0 ? double.PositiveInfinity : number * 1.2))];
        EvaluationRow Row(string split, string model) => new(split, "duration_s", model, Scores.Of(tested));
        ModelCard card = new("0.1.0", "1.7.4", "berth", 42, 0.9, ["run-<1>"], 30, "abc", [], ["2 executions left out & so on"], 30, []);
        return PerformancePage.Html(card, new(
            [Row(Splits.Random, "mean"), Row(Splits.Random, "berth"), Row(Splits.Size, "berth")], [new("duration_s", "work", 1.5, 80), new("duration_s", "size.cores", 0.2, double.NaN)],
            [new("duration_s", "berth", 10, 20), new("duration_s", "berth", 24, 8)], new Dictionary<string, IReadOnlyList<TestedRow>> { [PerformanceTarget.Duration.Name] = tested }, 30, ["random: a fifth"]));
    }

    [Fact]
    public void Every_plot_is_sound_SVG_and_nothing_is_loaded()
    {
        var page = Page("pi");
        var plots = Svg().Matches(page).Select(match => XElement.Parse(match.Value)).ToList();
        Assert.Equal(5, plots.Count);
        Assert.Equal(60, plots.Sum(plot => plot.Descendants("circle").Count()) - 2);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.Contains("<tr class=\"chosen\"><td>berth</td>", page, StringComparison.Ordinal);
        Assert.Contains("run-&lt;1&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_cannot_break_out_of_the_page() => Assert.DoesNotContain("<script", Page("<script>alert(1)</script>\""), StringComparison.Ordinal);

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Svg();
}
