using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Berth.Learning.Performance.Serving;

/// <summary>Answers <c>POST /predict</c> on this machine: JSON in, JSON out, 400 and why for what is wrong. <c>GET /model</c> gives the model's card.</summary>
public sealed class PredictionServer : IAsyncDisposable
{
    private const long LongestBody = 1 << 20;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly WebApplication _application;

    private PredictionServer(WebApplication application) => _application = application;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_application.Urls.First());

    /// <summary>Listens on the loopback address.</summary>
    /// <param name="model">Who predicts.</param>
    /// <param name="port">Port; 0 is any that is free.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<PredictionServer> StartAsync(PerformanceModel model, int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.ClearProviders();
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = LongestBody;
            options.Listen(IPAddress.Loopback, port);
        });
        var application = builder.Build();
        application.MapPost("/predict", context => Predict(context, model));
        application.MapGet("/model", context => Write(context, 200, model.Card));
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

    /// <summary>Answers what has been asked and closes.</summary>
    public async ValueTask DisposeAsync() => await _application.DisposeAsync().ConfigureAwait(false);

    private static async Task Predict(HttpContext context, PerformanceModel model)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
            var request = RequestJson.Read(body.ToArray(), model);
            await Write(context, 200, PredictionJson.Of(model, request, model.Predict(request))).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception)
        {
            await Write(context, exception.StatusCode, new PredictionErrorJson(exception.Message)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            await Write(context, 400, new PredictionErrorJson(exception.Message)).ConfigureAwait(false);
        }
    }

    private static Task Write<T>(HttpContext context, int status, T value)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(value, Options, context.RequestAborted);
    }
}

/// <summary>Why a request is not answered.</summary>
/// <param name="Error">What is wrong, and what to write instead.</param>
public sealed record PredictionErrorJson(string Error);
