using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Berth.Workloads.Serving;

/// <summary>Kestrel without hosting, routing and logging, which a slow node would pay for.</summary>
internal sealed class HttpServer : IDisposable
{
    private readonly KestrelServer server;

    private HttpServer(KestrelServer server) => this.server = server;

    /// <summary>Where it listens.</summary>
    internal IPEndPoint Address => IPEndPoint.Parse(new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First()).Authority);

    /// <summary>Listens until it is stopped, or the process ends.</summary>
    /// <exception cref="IOException">The address cannot be listened on.</exception>
    internal static HttpServer Start(IPEndPoint address, IHttpApplication<HttpContext> application)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        // The application refuses what is too large; with a limit here the connection would end before the client reads why.
        options.Limits.MaxRequestBodySize = null;
        // Links may be as slow as the experiment wants, and dilation makes them slower.
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Limits.KeepAliveTimeout = options.Limits.RequestHeadersTimeout = TimeSpan.FromHours(1);
        options.Listen(address, listen => listen.Protocols = HttpProtocols.Http1);
        // Handlers never block, so that a request needs no further thread: each switch costs a slow node a delay.
        var sockets = new SocketTransportOptions { NoDelay = true, UnsafePreferInlineScheduling = true };
        var transport = new SocketTransportFactory(Options.Create(sockets), NullLoggerFactory.Instance);
        var server = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
        server.StartAsync(application, CancellationToken.None).GetAwaiter().GetResult();
        return new(server);
    }

    /// <summary>Takes no more connections, answers what has been asked, and closes.</summary>
    internal Task Stop(CancellationToken cancellation = default) => server.StopAsync(cancellation);

    public void Dispose() => server.Dispose();
}
