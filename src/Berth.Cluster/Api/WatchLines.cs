using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Berth.Cluster.Objects;

namespace Berth.Cluster.Api;

/// <summary>Reads the lines of a watch as they come.</summary>
internal static class WatchLines
{
    /// <summary>The server's objects have at most 1.5 MB (etcd's limit on a request); a line that is much longer is no object.</summary>
    private const long LongestLine = 16 << 20;

    internal static async IAsyncEnumerable<WatchFrame> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var reader = PipeReader.Create(stream, new(bufferSize: 64 << 10, leaveOpen: true));
        try
        {
            while (true)
            {
                var read = await NextAsync(reader, cancellation).ConfigureAwait(false);
                var rest = read.Buffer;
                while (rest.PositionOf((byte)'\n') is { } end)
                {
                    var line = rest.Slice(0, end);
                    rest = rest.Slice(rest.GetPosition(1, end));
                    if (line.Length > 0)
                        yield return Parse(line);
                }
                if (rest.Length > LongestLine)
                    throw new ApiException(0, "BadAnswer", $"a line of a watch is longer than {LongestLine >> 20} MiB");
                reader.AdvanceTo(rest.Start, rest.End);
                if (read.IsCompleted)
                    yield break;
            }
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static async ValueTask<ReadResult> NextAsync(PipeReader reader, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            throw new ApiException(0, "Unreachable", $"the watch broke off: {exception.Message}", exception);
        }
    }

    private static WatchFrame Parse(ReadOnlySequence<byte> line)
    {
        try
        {
            var json = new Utf8JsonReader(line);
            return JsonSerializer.Deserialize(ref json, KubeJson.Of<WatchFrame>()) ?? throw new JsonException("a line is null");
        }
        catch (JsonException exception)
        {
            throw new ApiException(0, "BadAnswer", $"a line of a watch cannot be read: {exception.Message}", exception);
        }
    }
}
