using System.Net;
using System.Security.Cryptography.X509Certificates;
using Berth.Cluster.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Berth.Cluster.Tests.Harness;

/// <summary>An API server in this process: enough of one for the client, with faults on demand. It can be stopped and started on the same port, as a real one is.</summary>
internal sealed class StandInServer : IAsyncDisposable
{
    private readonly X509Certificate2 _certificate;
    private WebApplication? _app;
    private int _port;

    private StandInServer(X509Certificate2? certificate) => _certificate = certificate ?? Authority.Server();

    internal Certificates Authority { get; } = new();

    internal StandInStore Store { get; } = new();

    /// <summary>Looks at every request first; an answer it gives is the answer.</summary>
    internal Func<HttpContext, StandInFailure?> Fault { get; set; } = _ => null;

    /// <summary>Answers in the place of a kubelet, by the address that is asked for; null is nothing.</summary>
    internal Func<string, string?> Kubelet { get; set; } = _ => null;

    /// <summary>Names of the certificates that clients showed, and the tokens that they sent.</summary>
    internal System.Collections.Concurrent.ConcurrentQueue<(string? Certificate, string? Token)> Clients { get; } = [];

    internal Uri Address => new($"https://127.0.0.1:{_port}");

    internal ClusterAccess Access
    {
        get
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPem(Authority.AuthorityPem);
            return new(Address, authorities, null, new FixedCredential(Credential.None), "default", "the test");
        }
    }

    internal static async Task<StandInServer> StartAsync(X509Certificate2? certificate = null)
    {
        var server = new StandInServer(certificate);
        await server.UpAsync();
        return server;
    }

    internal async Task UpAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, _port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(_certificate, https =>
            {
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.AllowAnyClientCertificate();
            });
        }));
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(50));
        var app = builder.Build();
        var api = new StandInApi(Store);
        app.Run(async context =>
        {
            Clients.Enqueue((context.Connection.ClientCertificate?.Subject, context.Request.Headers.Authorization.ToString() is { Length: > 7 } token ? token[7..] : null));
            if (Fault(context) is { } fault)
                await StandInApi.FailAsync(context, fault);
            else if (Kubelet(context.Request.Path) is { } text)
                await context.Response.WriteAsync(text);
            else
                await api.AnswerAsync(context);
        });
        await app.StartAsync();
        _app = app;
        _port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
    }

    /// <summary>Goes away, with every connection.</summary>
    internal async Task DownAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await DownAsync();
}
