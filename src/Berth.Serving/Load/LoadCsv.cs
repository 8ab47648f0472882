using System.Globalization;

namespace Berth.Serving.Load;

/// <summary>Writes requests as CSV: <c>index,scheduled,sent,returned,outcome,status,correct</c>, moments in seconds of the load's own time from its beginning, empty what is not known.</summary>
public static class LoadCsv
{
    /// <summary>Name of an outcome: <c>completed</c>, <c>refused</c>, <c>failed</c>, <c>timed-out</c>, <c>abandoned</c>.</summary>
    public static string Name(LoadOutcome outcome) => outcome == LoadOutcome.TimedOut ? "timed-out" : outcome.ToString().ToLowerInvariant();

    /// <summary>Writes a line for each request.</summary>
    public static void Write(LoadResult result, TextWriter writer)
    {
        writer.WriteLine("index,scheduled,sent,returned,outcome,status,correct");
        foreach (var request in result.Requests)
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{request.Index},{Seconds(request.Scheduled)},{Seconds(request.Sent)},{(request.Returned > 0 ? Seconds(request.Returned) : "")},{Name(request.Outcome)},{(request.Status > 0 ? request.Status : null)},{request.Correct switch { true => "true", false => "false", null => "" }}"));

        string Seconds(long moment) => (moment / (1e9 * result.Stretch)).ToString("0.000000", CultureInfo.InvariantCulture);
    }
}
