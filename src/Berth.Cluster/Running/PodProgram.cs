using Berth.Workloads.Programs;

namespace Berth.Cluster.Running;

/// <summary>A program in a pod that is talked to by lines.</summary>
/// <param name="node">Its node.</param>
/// <param name="id">What the agent of the node calls it.</param>
/// <param name="role">What it does.</param>
internal sealed class PodProgram(PodNode node, string id, string role) : LineProgram(node.Name, role)
{
    private const int KeptErrorLines = 20;

    private readonly Queue<string> _errors = new();
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _ending;

    /// <inheritdoc/>
    public override bool Died => !_ending && _ended.Task.IsCompleted;

    /// <inheritdoc/>
    public override string Ending => _ended.Task.IsCompletedSuccessfully ? _ended.Task.Result : "it runs";

    /// <inheritdoc/>
    public override string LastErrors
    {
        get
        {
            lock (_errors)
                return string.Join(" | ", _errors);
        }
    }

    internal string Id => id;

    /// <inheritdoc/>
    public override void Send(string line) => node.Send($"to {id} {line}");

    /// <inheritdoc/>
    public override void End()
    {
        _ending = true;
        node.Send($"end {id}");
    }

    /// <inheritdoc/>
    public override Task EndedAsync(CancellationToken cancellation) => _ended.Task.WaitAsync(cancellation);

    internal void Kill()
    {
        _ending = true;
        node.Send($"kill {id}");
    }

    internal void Output(string line) => Wrote(line);

    internal void Error(string line)
    {
        lock (_errors)
        {
            _errors.Enqueue(line);
            if (_errors.Count > KeptErrorLines)
                _errors.Dequeue();
        }
    }

    internal void Gone(string how)
    {
        _ended.TrySetResult(how + (LastErrors is { Length: > 0 } errors ? ": " + errors : ""));
        WritesNoMore();
    }

    /// <inheritdoc/>
    public override Exception Failure(string message) => new ClusterException(message);
}
