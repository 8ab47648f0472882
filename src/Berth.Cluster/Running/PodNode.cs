using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Threading.Channels;
using Berth.Cluster.Api;
using Berth.Cluster.Deploying;
using Berth.Emulation.Functions;
using Berth.Model;
using Berth.Workloads.Clock;
using Berth.Workloads.Programs;
using Berth.Workloads.Streams;

namespace Berth.Cluster.Running;

/// <summary>A node of the continuum that is a pod: its programs are started and talked to through the standard streams of its one container.</summary>
internal sealed class PodNode : IStreamNode, IFunctionNode, IAsyncDisposable
{
    private const int Exchanges = 8;
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(5);

    private readonly ContainerStreams _streams;
    private readonly Func<int, HttpClient> _reach;
    private readonly CancellationTokenSource _ended = new();
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<string, PodProgram> _programs = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string[]>> _questions = new();
    private readonly Task _reading;
    private readonly Task _writing;
    private string _lastWords = "";
    private int _numbers;

    private PodNode(Node node, string host, string address, ContainerStreams streams, Func<int, HttpClient> reach)
    {
        (Node, Host, Address, _streams, _reach) = (node, host, address, streams, reach);
        _reading = ReadAsync();
        _writing = WriteAsync();
    }

    /// <inheritdoc/>
    public Node Node { get; }

    /// <summary>Its name, which is that of the pod.</summary>
    internal string Name => Node.Name;

    /// <summary>Node of the cluster that the pod is on.</summary>
    internal string Host { get; }

    /// <summary>How far its clock is ahead of this process's.</summary>
    internal ClockOffset Clock { get; private set; }

    /// <inheritdoc/>
    public string Address { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> LaneCores => [(int)Math.Ceiling(Node.Site.Cpu.Cores)];

    /// <inheritdoc/>
    public double Capacity => Node.Site.Cpu.Cores * Node.Site.Share.Value;

    /// <summary>Attaches to a pod that runs, and compares clocks.</summary>
    /// <exception cref="ApiException">The server refuses.</exception>
    /// <exception cref="ClusterException">The agent of the pod does not answer.</exception>
    internal static async Task<PodNode> AttachAsync(ApiClient client, string space, Node node, string host, string address, CancellationToken cancellation)
    {
        var streams = await ContainerStreams.AttachAsync(client, space, node.Name, Manifests.Container, cancellation).ConfigureAwait(false);
        var pod = new PodNode(node, host, address, streams, port => client.Reach(space, node.Name, port, Timeout.InfiniteTimeSpan));
        try
        {
            await pod.CompareClocksAsync(cancellation).ConfigureAwait(false);
            return pod;
        }
        catch
        {
            await pod.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Sends a line to the agent; does nothing when the connection is lost.</summary>
    internal void Send(string line) => _lines.Writer.TryWrite(line);

    /// <inheritdoc/>
    public LineProgram Start(string role, int lane, string verb) => Begin(role, id => $"start {id} {verb}");

    /// <inheritdoc/>
    public LineProgram StartServer(int lane, IReadOnlyList<string> words) => Begin("worker", id => $"start {id} {string.Join(' ', words)} --address 0.0.0.0");

    /// <inheritdoc/>
    public HttpClient Reach(Uri address) => _reach(address.Port);

    /// <inheritdoc/>
    public long ClockAhead => Clock.Ahead;

    /// <inheritdoc/>
    public async Task<LineProgram> StartBrokerAsync(int port, TimeSpan patience, CancellationToken cancellation)
    {
        var broker = Begin("broker", id => string.Create(CultureInfo.InvariantCulture, $"broker {id} {port}"));
        await broker.ReadyAsync(patience, cancellation).ConfigureAwait(false);
        return broker;
    }

    /// <summary>Gives its programs a file of this machine, and returns its path there.</summary>
    internal string GiveFile(string file)
    {
        var name = Path.GetFileName(file);
        Send($"file {name} {Convert.ToBase64String(File.ReadAllBytes(file))}");
        return Path.Combine("/tmp", name);
    }

    /// <inheritdoc/>
    public void Remove(LineProgram program)
    {
        var pod = (PodProgram)program;
        pod.Kill();
        // What starts next is not to share the processor with it.
        pod.EndedAsync(CancellationToken.None).WaitAsync(EndPatience).ContinueWith(_ => { }, TaskScheduler.Default).GetAwaiter().GetResult();
        _programs.TryRemove(pod.Id, out _);
    }

    /// <summary>What it has used until now.</summary>
    /// <exception cref="ClusterException">The agent does not answer.</exception>
    internal async Task<NodeUse> UseAsync(CancellationToken cancellation)
    {
        var words = await AskAsync("use", cancellation).ConfigureAwait(false);
        return new(Number(words[2]) - Clock.Ahead, Number(words[3]), Number(words[4]));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await _ended.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_reading, _writing).ConfigureAwait(false);
        _streams.Dispose();
        _ended.Dispose();
    }

    private async Task CompareClocksAsync(CancellationToken cancellation)
    {
        ClockOffset? best = null;
        for (var exchange = 0; exchange < Exchanges; exchange++)
        {
            var asked = MonotonicClock.Now;
            var words = await AskAsync("clock", cancellation).ConfigureAwait(false);
            var offset = ClockOffset.OfExchange(asked, Number(words[2]), MonotonicClock.Now);
            if (best is not { } narrowest || offset.Bound < narrowest.Bound)
                best = offset;
        }
        Clock = best!.Value;
    }

    private PodProgram Begin(string role, Func<string, string> command)
    {
        var program = new PodProgram(this, string.Create(CultureInfo.InvariantCulture, $"{role}-{Interlocked.Increment(ref _numbers)}"), role);
        _programs[program.Id] = program;
        Send(command(program.Id));
        if (_reading.IsCompleted)
            program.Gone(Lost);
        return program;
    }

    private async Task<string[]> AskAsync(string what, CancellationToken cancellation)
    {
        var token = Interlocked.Increment(ref _numbers).ToString(CultureInfo.InvariantCulture);
        var answer = _questions[token] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Send($"{what} {token}");
        try
        {
            return await answer.Task.WaitAsync(AnswerPatience, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new ClusterException($"the pod {Name} on {Host} has not answered for {AnswerPatience.TotalSeconds:0} s ({(_reading.IsCompleted ? Lost : "it is connected")})");
        }
        finally
        {
            _questions.TryRemove(token, out _);
        }
    }

    private string Lost => "the connection to its pod is lost" + (_lastWords.Length > 0 ? ": " + _lastWords : "");

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var line in _lines.Reader.ReadAllAsync(_ended.Token).ConfigureAwait(false))
                await _streams.SendAsync(line, _ended.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            // The reader tells of it.
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            await _streams.ReadAsync(Heard, line => _lastWords = line, _ended.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            _lastWords = exception.Message;
        }
        foreach (var program in _programs.Values)
            program.Gone(Lost);
        foreach (var question in _questions.Values)
            question.TrySetException(new ClusterException($"{Name}: {Lost}"));
    }

    private void Heard(string line)
    {
        switch (line.Split(' ', 3))
        {
            case ["out", var id, var text] when _programs.TryGetValue(id, out var program):
                program.Output(text);
                break;
            case ["err", var id, var text] when _programs.TryGetValue(id, out var program):
                program.Error(text);
                break;
            case ["gone", var id, var code] when _programs.TryGetValue(id, out var program):
                program.Gone(code == "137" ? "killed; its pod's memory may have been used up" : $"exit code {code}");
                break;
            case ["clock" or "use", var token, ..] when _questions.TryGetValue(token, out var question):
                question.TrySetResult(line.Split(' '));
                break;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
