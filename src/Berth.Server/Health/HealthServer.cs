using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Berth.Server.Health;

/// <summary>Tells an orchestrator how a program is: <c>GET /healthz</c>, <c>/readyz</c> and <c>/metrics</c>.</summary>
public sealed class HealthServer : IAsyncDisposable
{
    /// <summary>A program that cannot say in this time what it counts does nothing else either.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly WebApplication _application;

    private HealthServer(WebApplication application) => _application = application;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_application.Urls.First());

    /// <summary>Listens until it is disposed of.</summary>
    /// <param name="listen">Address and port; port 0 is any that is free.</param>
    /// <param name="ready">Whether the program can do its work.</param>
    /// <param name="metrics">What it counts, in the text format of Prometheus; asked of the part that does the work, so that an answer says that it lives.</param>
    /// <exception cref="IOException">The address cannot be listened on.</exception>
    public static async Task<HealthServer> StartAsync(IPEndPoint listen, Func<bool> ready, Func<CancellationToken, Task<string>> metrics)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Listen(listen, each => each.Protocols = HttpProtocols.Http1);
        });
        var application = builder.Build();
        application.Run(context => AnswerAsync(context, ready, metrics));
        try
        {
            await application.StartAsync().ConfigureAwait(false);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        return new(application);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task AnswerAsync(HttpContext context, Func<bool> ready, Func<CancellationToken, Task<string>> metrics)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(Patience);
        try
        {
            var path = context.Request.Path.Value;
            var counted = path is "/metrics" or "/healthz" ? await metrics(limit.Token).ConfigureAwait(false) : "";
            var (status, text) = path switch
            {
                "/metrics" => (StatusCodes.Status200OK, counted),
                "/healthz" => (StatusCodes.Status200OK, "ok\n"),
                "/readyz" => ready() ? (StatusCodes.Status200OK, "ok\n") : (StatusCodes.Status503ServiceUnavailable, "not ready yet\n"),
                _ => (StatusCodes.Status404NotFound, "there is /healthz, /readyz and /metrics\n"),
            };
            await WriteAsync(context.Response, status, text).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            await WriteAsync(context.Response, StatusCodes.Status503ServiceUnavailable, $"no answer within {Patience.TotalSeconds:0} s\n").ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Nobody waits for the answer any more.
        }
    }

    private static Task WriteAsync(HttpResponse response, int status, string text)
    {
        response.StatusCode = status;
        response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        return response.WriteAsync(text);
    }
}
