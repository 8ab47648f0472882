using System.Globalization;

namespace Berth.Serving.Load;

/// <summary>
/// How a load process tells of a request: <c>INDEX SCHEDULED SENT RETURNED OUTCOME STATUS CORRECT</c>, the outcome as one letter (c completed, r refused, f failed, t timed out,
/// a abandoned), the last 1, 0 or -.
/// </summary>
public static class LoadLine
{
    private const string Letters = "crfta";
    private const int Words = 7;

    /// <summary>The line without its end.</summary>
    public static string Write(in LoadedRequest request) => string.Create(CultureInfo.InvariantCulture,
        $"{request.Index} {request.Scheduled} {request.Sent} {request.Returned} {Letters[(int)request.Outcome]} {request.Status} {request.Correct switch { true => '1', false => '0', null => '-' }}");

    /// <summary>The request of a line; null when the line tells of something else.</summary>
    /// <exception cref="FormatException">The line was cut off.</exception>
    public static LoadedRequest? Read(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty || !char.IsAsciiDigit(line[0]))
            return null;
        Span<Range> at = stackalloc Range[Words + 1];
        if (line.Split(at, ' ') != Words || line[at[4]].Length != 1 || Letters.IndexOf(line[at[4]][0], StringComparison.Ordinal) is var outcome && outcome < 0)
            throw new FormatException($"'{line}' is no line of a request");
        return new(Number(line[at[0]]), Number(line[at[1]]), Number(line[at[2]]), Number(line[at[3]]), (LoadOutcome)outcome, (int)Number(line[at[5]]),
            line[at[6]] switch { "1" => true, "0" => false, _ => null });
    }

    private static long Number(ReadOnlySpan<char> word) => long.Parse(word, CultureInfo.InvariantCulture);
}
