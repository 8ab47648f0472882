using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Berth.Serving.Tests.Harness;

/// <summary>
/// A replica that answers with what it was sent: <c>NAME METHOD TARGET TYPE LENGTH ID</c>. It serves in this process, or as a program that can be killed.
/// </summary>
internal sealed class Replica : IHttpApplication<HttpContext>, IDisposable
{
    internal const string Verb = "replica";

    private readonly KestrelServer _server;
    private readonly TimeSpan _delay;
    private readonly string _name;
    private int _present;

    internal Replica(string name = "replica", double delayMilliseconds = 0, int port = 0)
    {
        (_name, _delay) = (name, TimeSpan.FromMilliseconds(delayMilliseconds));
        var options = new KestrelServerOptions();
        options.Limits.MaxRequestBodySize = null;
        options.Listen(IPAddress.Loopback, port);
        _server = new(Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
        _server.StartAsync(this, CancellationToken.None).GetAwaiter().GetResult();
        Url = _server.Features.Get<Microsoft.AspNetCore.Hosting.Server.Features.IServerAddressesFeature>()!.Addresses.Single();
    }

    internal string Url { get; }

    /// <summary>Until it is set, no request is answered.</summary>
    internal TaskCompletionSource Gate { get; set; } = Opened();

    /// <summary>Requests that were taken so far.</summary>
    internal int Taken { get; private set; }

    /// <summary>Most requests that were there at once.</summary>
    internal int MostAtOnce { get; private set; }

    internal int Status { get; set; } = 200;

    /// <summary>The program: NAME, DELAY in milliseconds, PORT. It ends with its input.</summary>
    internal static int Serve(string[] arguments)
    {
        using var replica = new Replica(arguments[0], double.Parse(arguments[1], CultureInfo.InvariantCulture), int.Parse(arguments[2], CultureInfo.InvariantCulture));
        Console.WriteLine($"ready {replica.Url}");
        while (Console.In.Read() >= 0)
        {
        }
        return 0;
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        if (context.Request.Path.Value is "/health" or "/metrics")
            return;
        var length = 0;
        var buffer = new byte[65_536];
        while (await context.Request.Body.ReadAsync(buffer) is var count && count > 0)
            length += count;
        lock (_server)
        {
            Taken++;
            MostAtOnce = Math.Max(MostAtOnce, ++_present);
        }
        try
        {
            if (_delay > TimeSpan.Zero)
                await Task.Delay(_delay, context.RequestAborted);
            await Gate.Task.WaitAsync(context.RequestAborted);
            context.Response.StatusCode = Status;
            context.Response.Headers["X-Replica"] = _name;
            if (int.TryParse(context.Request.Headers["X-Answer-Length"], out var answer))
                await context.Response.WriteAsync(new string('x', answer));
            else
                await context.Response.WriteAsync($"{_name} {context.Request.Method} {context.Request.Path}{context.Request.QueryString} {context.Request.ContentType ?? "-"} {length} {context.Request.Headers["X-Id"]}");
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
        finally
        {
            lock (_server)
                _present--;
        }
    }

    public void Dispose()
    {
        using var at = new CancellationTokenSource();
        at.Cancel();
        _server.StopAsync(at.Token).GetAwaiter().GetResult();
        _server.Dispose();
    }

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource();
        opened.SetResult();
        return opened;
    }
}
