using System.Globalization;
using System.Net;
using Berth.Records;
using Berth.Records.History;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Berth.Server.History;

/// <summary>Answers <c>GET /endpoints</c>, <c>GET /history</c> and <c>GET /health</c> (docs/formats/history.md).</summary>
public sealed class HistoryServer : IAsyncDisposable
{
    private const string Json = "application/json; charset=utf-8";

    private readonly WebApplication _application;
    private readonly IHistorySource _source;

    private HistoryServer(WebApplication application, IHistorySource source) => (_application, _source) = (application, source);

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_application.Urls.First());

    /// <summary>Listens until it is disposed of.</summary>
    /// <param name="source">Where requests and series come from.</param>
    /// <param name="listen">Address and port; port 0 is any that is free.</param>
    /// <exception cref="IOException">The address cannot be listened on.</exception>
    public static async Task<HistoryServer> StartAsync(IHistorySource source, IPEndPoint listen)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Listen(listen, each => each.Protocols = HttpProtocols.Http1);
        });
        var application = builder.Build();
        var server = new HistoryServer(application, source);
        application.Run(server.AnswerAsync);
        try
        {
            await application.StartAsync().ConfigureAwait(false);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        response.ContentType = Json;
        try
        {
            if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            {
                response.Headers.Allow = "GET, HEAD";
                await RefuseAsync(response, StatusCodes.Status405MethodNotAllowed, $"{request.Method} is not understood; use GET").ConfigureAwait(false);
                return;
            }
            await (request.Path.Value switch
            {
                "/history" => HistoryAsync(context),
                "/endpoints" => EndpointsAsync(context),
                "/health" => response.WriteAsync("{\"status\":\"ok\"}"),
                _ => RefuseAsync(response, StatusCodes.Status404NotFound, "there is /endpoints, /history and /health"),
            }).ConfigureAwait(false);
        }
        catch (FormatException exception)
        {
            await RefuseAsync(response, StatusCodes.Status400BadRequest, exception.Message).ConfigureAwait(false);
        }
        catch (RecordsException exception)
        {
            await RefuseAsync(response, StatusCodes.Status502BadGateway, exception.Message).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more.
        }
    }

    private async Task EndpointsAsync(HttpContext context)
    {
        var metric = HistoryParameters.Metric(context.Request.Query);
        var endpoints = await _source.EndpointsAsync(metric ?? HistoryMetric.Endpoint, context.RequestAborted).ConfigureAwait(false);
        if (endpoints.Count == 0 && metric is null)
            endpoints = await _source.EndpointsAsync(HistoryMetric.Up, context.RequestAborted).ConfigureAwait(false);
        HistoryJson.WriteEndpoints(context.Response.BodyWriter, endpoints);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    private async Task HistoryAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var parameters = HistoryParameters.Read(request.Query);
        var page = await RequestHistory.ReadAsync(_source, parameters.Query, context.RequestAborted).ConfigureAwait(false);
        response.Headers["X-Total-Count"] = page.Total.ToString(CultureInfo.InvariantCulture);
        var next = (long)parameters.Query.Offset + page.Entries.Count;
        if (next < page.Total && page.Entries.Count > 0)
            response.Headers.Link = $"<{request.Path}{QueryString.Create(request.Query.Where(pair => pair.Key != "offset").Append(new("offset", next.ToString(CultureInfo.InvariantCulture))))}>; rel=\"next\"";
        HistoryJson.Write(response.BodyWriter, page.Entries, parameters.Gap, parameters.Extras);
        await response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    private static Task RefuseAsync(HttpResponse response, int status, string why)
    {
        response.StatusCode = status;
        return response.WriteAsJsonAsync(new { error = why });
    }
}
