using Berth.Serving.Admin;
using Berth.Serving.Dispatch;
using Berth.Serving.Front;
using Berth.Serving.Http2;
using Berth.Serving.Loop;
using Berth.Serving.Measures;

namespace Berth.Serving;

/// <summary>A dispatcher with its listeners and its thread.</summary>
public sealed class DispatcherServer : IDisposable
{
    private const long Second = 1_000_000_000, LookPause = 5_000_000, LastAnswers = 2 * Second;

    private readonly EventLoop _loop = new();
    private readonly LoopTimer _look;
    private readonly Dispatcher _dispatcher;
    private readonly HttpServer _front;
    private readonly HttpServer _admin;
    private readonly Http2Front _http2;
    private long _drained = long.MaxValue;

    /// <summary>Listens at once; requests are served by <see cref="Run"/>.</summary>
    /// <param name="options">How it is to run.</param>
    /// <exception cref="IOException">The state file cannot be read, or an address cannot be listened on.</exception>
    public DispatcherServer(DispatcherOptions options)
    {
        var limits = new ServerLimits { Idle = (long)(options.IdleSeconds * Second), Receive = (long)(options.ReceiveSeconds * Second), Connections = Descriptors.MostConnections };
        var memory = new BodyMemory(options.BodyMemoryBytes);
        var settings = new DispatchSettings
        {
            QueueLimit = options.QueueLimit, MostAttempts = options.Attempts, DeadlineSeconds = options.DeadlineSeconds, AdmitSeconds = options.AdmitSeconds,
        };
        _look = new(LookWhetherDrained);
        _dispatcher = new(settings, Balances.Get(options.Balance), _loop.Now);
        var registry = new Registry(_loop, _dispatcher, new(options.State), options.Slots);
        registry.Restore();
        var metrics = new RequestMetrics();
        var exposition = new Exposition(_dispatcher, metrics, memory);
        var handler = new FrontHandler(_loop, _dispatcher, metrics, exposition.Text);
        _http2 = new(_loop, handler, limits, memory);
        _front = Listen(options.Listen, handler, limits, memory, _http2.Take);
        _admin = Listen(options.Admin, new AdminHandler(_loop, _dispatcher, registry, exposition.Text), limits, memory, null);
    }

    /// <summary>Where clients are served.</summary>
    public Uri Address => new($"http://{_front.Address}");

    /// <summary>Where the admin interface is.</summary>
    public Uri AdminAddress => new($"http://{_admin.Address}");

    /// <summary>Serves on the calling thread until <see cref="Drain"/> is done.</summary>
    public void Run() => _loop.Run();

    /// <summary>Has it end when what it has is answered; may be called from any thread.</summary>
    public void Drain() => _loop.Post(() =>
    {
        _dispatcher.Ending = true;
        _front.EndSoon();
        LookWhetherDrained();
    });

    /// <summary>Closes everything.</summary>
    public void Dispose()
    {
        _http2.Dispose();
        _front.Dispose();
        _admin.Dispose();
        _loop.Dispose();
    }

    private HttpServer Listen(System.Net.IPEndPoint address, IRequestHandler handler, ServerLimits limits, BodyMemory memory, Action<int>? http2)
    {
        try
        {
            return new(_loop, address, handler, limits, memory, http2);
        }
        catch (System.Net.Sockets.SocketException failure)
        {
            throw new IOException($"{address} cannot be listened on: {failure.Message}", failure);
        }
    }

    private void LookWhetherDrained()
    {
        var now = _loop.Now;
        if (_dispatcher.Tally.Present == 0)
            _drained = Math.Min(_drained, now);
        // Clients are slow to take the last answers, or to send what they have begun, only for so long.
        if (_drained != long.MaxValue && (_front.Connections == 0 || now - _drained > LastAnswers))
            _loop.End();
        else
            _loop.Timers.Set(_look, now + LookPause);
    }
}
