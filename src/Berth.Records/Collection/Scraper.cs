using System.Net;
using Berth.Records.Formats.Prometheus;

namespace Berth.Records.Collection;

/// <summary>Asks a program for its metrics.</summary>
internal sealed class Scraper(ScrapeTarget target, HttpClient http, TimeProvider time)
{
    private readonly ExpositionReader _answers = new();

    /// <summary>Scrapes once. Failures are answers, too.</summary>
    internal async Task<Scrape> TakeAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        var (moment, begun) = (UnixTime.Of(time.GetUtcNow()), time.GetTimestamp());
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            using var response = await http.GetAsync(target.Address, limit.Token).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
                return Failed($"it answers {(int)response.StatusCode}");
            var samples = _answers.Read(await response.Content.ReadAsStringAsync(limit.Token).ConfigureAwait(false));
            return new(moment, Seconds(), samples, null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Failed($"it did not answer within {timeout.TotalSeconds:0.###} s");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or FormatException)
        {
            return Failed(exception.Message);
        }

        Scrape Failed(string why) => new(moment, Seconds(), [], why);
        double Seconds() => time.GetElapsedTime(begun).TotalSeconds;
    }
}
