using Berth.Reports.Building;
using Berth.Reports.Document;
using Spectre.Console;

namespace Berth.Output;

/// <summary>Prints the decisions of <c>berth</c> that are worth a look, at most two lines each.</summary>
internal static class ScalingSteps
{
    private const string Explained = "berth";

    private const int MostLines = 2, Indent = 2;

    internal static void Print(IAnsiConsole console, ReportServices services)
    {
        foreach (var course in services.Courses.Where(course => course.Scaling == Explained && course.Steps.Count > 0))
        {
            console.WriteLine();
            console.WriteLine($"Decisions of {course.Scaling} for {course.Service}{(course.Variant.Length > 0 ? $" with {course.Variant}" : "")}, repetition {course.Repetition}:");
            foreach (var step in course.Steps.Where(step => step.Notable is not null))
                foreach (var line in Lines($"{FigureText.Significant(step.AtS)} s, {step.From} → {step.To} replicas ({step.Notable}): {step.Reason}", console.Profile.Width))
                    console.WriteLine(line);
        }
    }

    /// <summary>A text broken at words, each line but the first further in, and cut off with … where it does not fit.</summary>
    internal static IReadOnlyList<string> Lines(string text, int width)
    {
        var lines = new List<string>();
        var line = new string(' ', Indent);
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Trim().Length == 0 ? line + word : $"{line} {word}";
            if (longer.Length < width)
            {
                line = longer;
                continue;
            }
            if (lines.Count == MostLines - 1)
                return [.. lines, line + "…"];
            lines.Add(line);
            line = new string(' ', 2 * Indent) + word;
        }
        return [.. lines, line];
    }
}
