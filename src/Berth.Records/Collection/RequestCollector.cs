using Berth.Records.Formats.Loki;
using Berth.Records.Formats.RequestLog;
using Berth.Records.History;
using Berth.Records.Store;

namespace Berth.Records.Collection;

/// <summary>Finds requests in lines and keeps them.</summary>
internal sealed class RequestCollector(RunStore store, Action<string> tell)
{
    private readonly Lock _gate = new();

    /// <summary>Requests that were kept.</summary>
    internal long Requests { get; private set; }

    /// <summary>Lines that are records of requests but wrong.</summary>
    internal long Wrong { get; private set; }

    /// <summary>Keeps the requests of some lines in one transaction.</summary>
    /// <exception cref="RecordsException">They cannot be kept.</exception>
    internal void Keep(IEnumerable<(string Pod, string Line)> lines)
    {
        var requests = new List<ServedRequest>();
        var wrong = new List<string>();
        foreach (var (pod, line) in lines)
            try
            {
                if (RequestLogLine.Read(line, pod) is { } request)
                    requests.Add(request);
            }
            catch (FormatException exception)
            {
                wrong.Add($"a line of {pod} is left out: {exception.Message}");
            }
        if (requests.Count > 0)
            store.AddRequests(requests);
        lock (_gate)
        {
            // One example says what is wrong; a program that writes nothing right would fill the records.
            if (Wrong == 0 && wrong.Count > 0)
                tell(wrong[0]);
            Wrong += wrong.Count;
            Requests += requests.Count;
        }
    }

    internal void Keep(IEnumerable<LokiEntry> entries) => Keep(entries.Select(entry => (LogPod.Of(entry.Labels), entry.Line)));
}
