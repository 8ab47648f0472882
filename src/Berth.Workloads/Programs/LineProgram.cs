using System.Threading.Channels;

namespace Berth.Workloads.Programs;

/// <summary>A program on a node that is talked to by lines: one of this machine, or one in a pod.</summary>
/// <param name="node">Name of its node.</param>
/// <param name="role">What it does: <c>worker</c>, <c>source</c>, <c>broker</c>, <c>probe</c>.</param>
public abstract class LineProgram(string node, string role)
{
    private readonly Channel<string> _output = Channel.CreateUnbounded<string>();

    /// <summary>Name of its node.</summary>
    public string Node => node;

    /// <summary>What it does: <c>worker</c>, <c>source</c>, <c>broker</c>, <c>probe</c>.</summary>
    public string Role => role;

    /// <summary>Its process id; 0 where that is not known.</summary>
    public virtual int Pid => 0;

    /// <summary>Whether it has ended although nobody asked it to.</summary>
    public abstract bool Died { get; }

    /// <summary>How it ended, in words.</summary>
    public abstract string Ending { get; }

    /// <summary>The last lines that it wrote to standard error.</summary>
    public abstract string LastErrors { get; }

    /// <summary>Sends a line; does nothing when it has ended.</summary>
    public abstract void Send(string line);

    /// <summary>Asks it to end by closing its input.</summary>
    public abstract void End();

    /// <summary>Waits until it has ended.</summary>
    public abstract Task EndedAsync(CancellationToken cancellation);

    /// <summary>The next line of its output; null at its end.</summary>
    /// <exception cref="TimeoutException">Nothing came in time.</exception>
    public async Task<string?> NextAsync(TimeSpan patience, CancellationToken cancellation = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            return await _output.Reader.WaitToReadAsync(limit.Token).ConfigureAwait(false) && _output.Reader.TryRead(out var line) ? line : null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"the {Role} on {Node} has not answered for {patience.TotalSeconds:0.#} s{(LastErrors is { Length: > 0 } errors ? ": " + errors : "")}");
        }
    }

    /// <summary>Waits for its <c>ready</c>.</summary>
    /// <returns>The word that follows it, such as an address; empty without one.</returns>
    /// <exception cref="Exception">It ended or reported an error instead: the exception of its world.</exception>
    public async Task<string> ReadyAsync(TimeSpan patience, CancellationToken cancellation)
    {
        while (await NextAsync(patience, cancellation).ConfigureAwait(false) is { } line)
        {
            if (line.Split(' ') is ["ready", .. var rest])
                return rest.FirstOrDefault("");
            if (line.StartsWith("error ", StringComparison.Ordinal))
                throw Failure($"the {Role} on {Node} cannot start: {line[6..]}");
        }
        await EndedAsync(cancellation).ConfigureAwait(false);
        throw Failure($"the {Role} on {Node} ended before it was ready ({Ending})");
    }

    /// <summary>It has written a line.</summary>
    protected void Wrote(string line) => _output.Writer.TryWrite(line);

    /// <summary>It writes no more.</summary>
    protected void WritesNoMore() => _output.Writer.TryComplete();

    /// <summary>What is thrown when it does not work: the exception of its world.</summary>
    public abstract Exception Failure(string message);
}
