using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Berth.Records.Tests.Servers;

/// <summary>
/// Speaks the documented part of Loki's interface that is used: push, and query_range with one selector of <c>=</c> and <c>=~</c>, start included, end not, a limit, and both
/// directions. Loki itself is no package of Debian.
/// </summary>
internal sealed partial class LokiStandIn : IAsyncDisposable
{
    /// <summary>What Loki allows unless it is configured.</summary>
    internal const int MostLines = 5000;

    private readonly List<(Dictionary<string, string> Labels, long Moment, string Line)> _lines = [];
    private LoopbackServer _server = null!;

    internal Uri Address => _server.Address;

    internal int Queries { get; private set; }

    internal static async Task<LokiStandIn> StartAsync()
    {
        var loki = new LokiStandIn();
        loki._server = await LoopbackServer.StartAsync(loki.AnswerAsync);
        return loki;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        switch (context.Request.Method, context.Request.Path.Value)
        {
            case ("POST", "/loki/api/v1/push"):
                await PushAsync(context);
                break;
            case ("GET", "/loki/api/v1/query_range"):
                await QueryAsync(context);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private async Task PushAsync(HttpContext context)
    {
        using var document = await JsonDocument.ParseAsync(context.Request.Body);
        lock (_lines)
            foreach (var stream in document.RootElement.GetProperty("streams").EnumerateArray())
                foreach (var value in stream.GetProperty("values").EnumerateArray())
                    _lines.Add((stream.GetProperty("stream").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString()!), long.Parse(value[0].GetString()!), value[1].GetString()!));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task QueryAsync(HttpContext context)
    {
        Queries++;
        var query = context.Request.Query;
        var limit = int.Parse(query["limit"].FirstOrDefault() ?? "100", CultureInfo.InvariantCulture);
        if (limit > MostLines)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync($"max entries limit per query exceeded, limit > max_entries_limit ({limit} > {MostLines})");
            return;
        }
        var (start, end) = (long.Parse(query["start"]!, CultureInfo.InvariantCulture), long.Parse(query["end"]!, CultureInfo.InvariantCulture));
        List<(Dictionary<string, string> Labels, long Moment, string Line)> found;
        lock (_lines)
            found = [.. _lines.Where(line => line.Moment >= start && line.Moment < end && Matches(query["query"]!, line.Labels)).OrderBy(line => line.Moment)];
        if (query["direction"] != "forward")
            found.Reverse();
        await context.Response.WriteAsJsonAsync(new
        {
            status = "success",
            data = new
            {
                resultType = "streams",
                result = found.Take(limit).GroupBy(line => JsonSerializer.Serialize(line.Labels))
                    .Select(stream => new { stream = stream.First().Labels, values = stream.Select(line => new[] { line.Moment.ToString(CultureInfo.InvariantCulture), line.Line }) }),
            },
        });
    }

    private static bool Matches(string selector, Dictionary<string, string> labels) => Matchers().Matches(selector).All(matcher =>
        labels.GetValueOrDefault(matcher.Groups[1].Value, "") is var value && (matcher.Groups[2].Value == "=" ? value == matcher.Groups[3].Value : Regex.IsMatch(value, $"^(?:{matcher.Groups[3].Value})$")));

    [GeneratedRegex("""(\w+)(=~?)"([^"]*)["]""")]
    private static partial Regex Matchers();
}
