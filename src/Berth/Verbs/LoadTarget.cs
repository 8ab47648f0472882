using System.Net;
using System.Net.Sockets;
using Berth.Serving.Load;

namespace Berth.Verbs;

/// <summary>The service that a load is for.</summary>
internal static class LoadTarget
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The address of a URL's host.</summary>
    /// <exception cref="ArgumentException">It is no URL of a service, or its host is not known.</exception>
    internal static (IPAddress Address, Uri Url) Of(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp || url.UserInfo.Length > 0)
            throw new ArgumentException($"'{text}' is no URL such as http://127.0.0.1:8080/");
        try
        {
            var addresses = Dns.GetHostAddresses(url.DnsSafeHost);
            return (addresses.FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork) ?? addresses[0], url);
        }
        catch (SocketException exception)
        {
            throw new ArgumentException($"{text}: the host {url.DnsSafeHost} is not known: {exception.Message}", exception);
        }
    }

    /// <summary>Connects once, so that a load is not sent to nowhere.</summary>
    /// <exception cref="ArgumentException">Nothing listens there.</exception>
    internal static async Task Reach(LoadSettings settings, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(Patience);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(settings.Host), settings.Port), limited.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SocketException || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            var why = exception is SocketException ? exception.Message : $"no answer within {Patience.TotalSeconds:0} s";
            throw new ArgumentException($"nothing can be sent to {settings.Host}:{settings.Port}: {why}; is the service running?", exception);
        }
    }
}
