using System.Text.Json;
using Berth.Records.Formats.Loki;

namespace Berth.Records.Tests;

/// <summary>Lines that say what a program served.</summary>
internal static class ServedLines
{
    internal static string Request(string endpoint, long start, long end, object payload) =>
        JsonSerializer.Serialize(new { type = "prev_request_history", start_timestamp_ns = start, end_timestamp_ns = end, endpoint, method = "POST", payload, status = 200 });

    /// <summary>A line as it comes from a cluster: named by its file, whose name begins with that of the program.</summary>
    internal static LokiEntry InCluster(string pod, string line) =>
        new(new Dictionary<string, string> { ["app"] = "api", ["filename"] = $"/var/log/containers/{pod}_default_api.log" }, UnixTime.Of(TimeProvider.System.GetUtcNow()), line);
}
