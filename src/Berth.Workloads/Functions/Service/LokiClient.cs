using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Berth.Workloads.Functions.Service;

/// <summary>
/// Pushes log lines to a server that speaks Loki's HTTP API (<c>POST /loki/api/v1/push</c>), many at once. A server that is slow, away or refuses harms nothing:
/// a batch is tried again with longer and longer pauses, and the oldest lines are dropped when too many wait.
/// </summary>
internal sealed class LokiClient : IAsyncDisposable
{
    private const int Most = 4096, Batch = 200;
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(0.5), Timeout = TimeSpan.FromSeconds(5), LongestPause = TimeSpan.FromSeconds(15), Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LastPause = TimeSpan.FromSeconds(0.1);
    private static readonly Task Never = new TaskCompletionSource().Task;

    private readonly Channel<LogEntry> entries = Channel.CreateBounded<LogEntry>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout };
    private readonly CancellationTokenSource ended = new();
    private readonly Uri address;
    private readonly string size;
    private readonly string pod;
    private readonly Task pushing;

    /// <param name="server">Address of the server, without the path.</param>
    /// <param name="size">Label of every line.</param>
    /// <param name="pod">Label of every line.</param>
    internal LokiClient(Uri server, string size, string pod)
    {
        (address, this.size, this.pod) = (new(server, "/loki/api/v1/push"), size, pod);
        pushing = Task.Run(Push);
    }

    internal void Add(LogEntry entry) => entries.Writer.TryWrite(entry);

    /// <summary>Pushes what is left, if the server takes it soon.</summary>
    public async ValueTask DisposeAsync()
    {
        entries.Writer.TryComplete();
        ended.CancelAfter(Patience);
        await pushing.ConfigureAwait(false);
        client.Dispose();
        ended.Dispose();
    }

    private async Task Push()
    {
        var batch = new List<LogEntry>();
        var pause = Gathering;
        try
        {
            while (batch.Count > 0 || await entries.Reader.WaitToReadAsync(ended.Token).ConfigureAwait(false))
            {
                await Pause(pause).ConfigureAwait(false);
                while (batch.Count < Batch && entries.Reader.TryRead(out var entry))
                    batch.Add(entry);
                if (await TryPush(batch).ConfigureAwait(false))
                {
                    batch.Clear();
                    pause = Gathering;
                }
                else
                {
                    pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The end came before the server took them.
        }
    }

    /// <summary>Waits for more lines, but not long once there will be none.</summary>
    private async Task Pause(TimeSpan pause)
    {
        if (entries.Reader.Completion.IsCompleted)
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks, LastPause.Ticks));
        await Task.WhenAny(Task.Delay(pause, TimeProvider.System, ended.Token), entries.Reader.Completion.IsCompleted ? Never : entries.Reader.Completion).ConfigureAwait(false);
        ended.Token.ThrowIfCancellationRequested();
    }

    /// <summary>Whether the server needs not be given these lines again: it took them, or never will.</summary>
    private async Task<bool> TryPush(List<LogEntry> batch)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body(batch)));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var answer = await client.PostAsync(address, content, ended.Token).ConfigureAwait(false);
            return answer.IsSuccessStatusCode || (int)answer.StatusCode is >= 400 and < 500 and not 408 and not 429;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !ended.IsCancellationRequested)
        {
            return false;
        }
    }

    private string Body(List<LogEntry> batch) => new JsonObject
    {
        ["streams"] = new JsonArray(
        [
            .. batch.GroupBy(entry => entry.Function).Select(stream => new JsonObject
            {
                ["stream"] = new JsonObject { ["size"] = size, ["function"] = stream.Key, ["pod"] = pod },
                ["values"] = new JsonArray([.. stream.Select(entry => new JsonArray(entry.EndTimestamp.ToString(CultureInfo.InvariantCulture), entry.ToLine()))]),
            }),
        ]),
    }.ToJsonString(AnswerJson.Options);
}
