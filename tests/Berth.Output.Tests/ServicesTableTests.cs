using Berth.Reports.Document;
using Berth.Reports.Tests;
using Spectre.Console;

namespace Berth.Output.Tests;

public sealed class ServicesTableTests
{
    private static readonly ReportServices Sample = SampleServices.Make(1).Services!;

    [Fact]
    public void The_table_says_what_the_report_says() => AssertPrinted("services-table.txt", console => ServicesTable.Print(console, Sample));

    [Fact]
    public void Three_decisions_of_berth_are_explained_in_at_most_two_lines_each() =>
        AssertPrinted("scaling-steps.txt", console => ScalingSteps.Print(console, Sample));

    [Theory]
    [InlineData(140)]
    [InlineData(100)]
    [InlineData(80)]
    public void No_line_is_wider_than_the_terminal_and_none_is_broken(int width)
    {
        var lines = Printed(console => ServicesTable.Print(console, Sample with { Worlds = [], Rankings = [] }), width).Split('\n');
        Assert.All(lines, line => Assert.True(line.Length <= width, line));
        Assert.Equal(SampleServices.Policies.Length, lines.Count(line => SampleServices.Policies.Any(policy => line.Contains($" {policy} ", StringComparison.Ordinal)) && line.Contains('.', StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, line => line.Contains('…', StringComparison.Ordinal));
    }

    [Fact]
    public void What_does_not_fit_two_lines_is_cut_off_at_a_word()
    {
        var lines = ScalingSteps.Lines(string.Join(' ', Enumerable.Repeat("word", 50)), 40);
        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.True(line.Length <= 40, line));
        Assert.EndsWith("word…", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_without_decisions_has_nothing_explained() =>
        Assert.Equal("", Printed(console => ScalingSteps.Print(console, Sample with { Courses = [.. Sample.Courses.Select(course => course with { Steps = [] })] })));

    [Fact]
    public void Json_has_figures_with_units_and_null_for_what_is_infinite()
    {
        var rows = Sample.Rows.Select(row => ServiceJson.Of(row, Sample)).ToList();
        var json = JsonOutput.Text(rows);
        Assert.Contains("\"latencyP99Ms\": {\n      \"mean\": null", json, StringComparison.Ordinal);
        Assert.Contains("\"versusOracle\": null", json, StringComparison.Ordinal);
        Assert.Contains("\"notable\": \"largest scale-up\"", json, StringComparison.Ordinal);
        Assert.Single(rows, row => row.Best);
    }

    private static void AssertPrinted(string file, Action<IAnsiConsole> print)
    {
        var printed = Printed(print);
        TestContext.Current.TestOutputHelper?.WriteLine(printed);
        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file)), printed);
    }

    private static string Printed(Action<IAnsiConsole> print, int width = 140)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = width;
        print(console);
        return string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd()));
    }
}
