using System.Runtime.InteropServices;
using Berth.Serving.Front;

namespace Berth.Serving.Measures;

/// <summary>Answers by method, endpoint and status, and how long they took.</summary>
internal sealed class RequestMetrics
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "HEAD", "DELETE", "PATCH", "OPTIONS", "other"];
    private static readonly string[] Paths = ["other", "/", "/add_to_queue", "/health", "/metrics"];

    private readonly Dictionary<(int Method, Endpoint Endpoint, int Status), long> _counts = [];
    private readonly Histogram[] _times = [.. Paths.Select(_ => new Histogram())];

    /// <summary>Counts in the order of their labels.</summary>
    internal IEnumerable<(string Method, string Path, int Status, long Count)> Counts =>
        _counts.OrderBy(count => count.Key).Select(count => (Methods[count.Key.Method], Paths[(int)count.Key.Endpoint], count.Key.Status, count.Value));

    /// <summary>Response times of the endpoints that answered something.</summary>
    internal IEnumerable<(string Path, Histogram Times)> Times => Paths.Zip(_times).Where(pair => pair.Second.Count > 0);

    internal void Count(ReadOnlySpan<byte> method, Endpoint endpoint, int status, double seconds)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, (MethodOf(method), endpoint, status), out _)++;
        _times[(int)endpoint].Add(seconds);
    }

    // The number of methods is bounded, so that no client can fill the memory with names of its own.
    private static int MethodOf(ReadOnlySpan<byte> method) => method.Length switch
    {
        3 when method.SequenceEqual("GET"u8) => 0,
        4 when method.SequenceEqual("POST"u8) => 1,
        3 when method.SequenceEqual("PUT"u8) => 2,
        4 when method.SequenceEqual("HEAD"u8) => 3,
        6 when method.SequenceEqual("DELETE"u8) => 4,
        5 when method.SequenceEqual("PATCH"u8) => 5,
        7 when method.SequenceEqual("OPTIONS"u8) => 6,
        _ => 7,
    };
}
