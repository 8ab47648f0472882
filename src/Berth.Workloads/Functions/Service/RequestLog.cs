using System.Text;
using System.Threading.Channels;

namespace Berth.Workloads.Functions.Service;

/// <summary>Writes a line for each request, never making a request wait: where nobody reads, lines are dropped.</summary>
internal sealed class RequestLog : IAsyncDisposable
{
    private const int Most = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Channel<LogEntry> entries = Channel.CreateBounded<LogEntry>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly Stream output;
    private readonly LokiClient? loki;
    private readonly Task writing;

    /// <param name="output">Where lines go.</param>
    /// <param name="loki">Where they go besides; it is disposed with this.</param>
    internal RequestLog(Stream output, LokiClient? loki)
    {
        (this.output, this.loki) = (output, loki);
        writing = Task.Run(Write);
    }

    internal void Add(LogEntry entry)
    {
        entries.Writer.TryWrite(entry);
        loki?.Add(entry);
    }

    /// <summary>Writes what is left, unless nobody reads it.</summary>
    public async ValueTask DisposeAsync()
    {
        entries.Writer.TryComplete();
        await Task.WhenAny(writing, Task.Delay(Patience, TimeProvider.System)).ConfigureAwait(false);
        if (loki is not null)
            await loki.DisposeAsync().ConfigureAwait(false);
    }

    private async Task Write()
    {
        try
        {
            await foreach (var entry in entries.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                await output.WriteAsync(Encoding.UTF8.GetBytes(entry.ToLine() + "\n")).ConfigureAwait(false);
                await output.FlushAsync().ConfigureAwait(false);
            }
        }
        catch (IOException)
        {
            // The reader has gone: there is nobody to tell.
        }
    }
}
