using Berth.Serving.Dispatch;
using Berth.Serving.Front;
using Berth.Workloads.Clock;

namespace Berth.Serving.Measures;

/// <summary>What <c>/metrics</c> shows: the seed's names, and beside them names after Prometheus' own conventions.</summary>
internal sealed class Exposition(Dispatcher dispatcher, RequestMetrics requests, BodyMemory memory)
{
    private long _moment = MonotonicClock.Now;
    private TimeSpan _processor = Environment.CpuUsage.TotalTime;

    internal string Text()
    {
        var text = new MetricsText();
        Seed(text);
        Requests(text);
        Counters(text);
        Replicas(text);
        return text.ToString();
    }

    private void Seed(MetricsText text)
    {
        text.Single("dispatcher_queue_size", "gauge", "Requests that wait.", dispatcher.Tally.Queued);
        text.Single("dispatcher_cpu_usage_percent", "gauge", "Processor time of the dispatcher since the last reading, as a part of one core.", ProcessorPercent());
        text.Metric("ml_app_cpu_usage_percent", "gauge", "What replicas last said of themselves.");
        foreach (var replica in dispatcher.Replicas)
            if (replica is { CpuPercent: { } percent, State: not ReplicaState.Draining })
                text.Value("ml_app_cpu_usage_percent", percent, ("replica", replica.Name));
    }

    private void Requests(MetricsText text)
    {
        text.Metric("dispatcher_requests_total", "counter", "Answers.");
        foreach (var (method, path, status, count) in requests.Counts)
            text.Value("dispatcher_requests_total", count, ("method", method), ("endpoint", path), ("status", $"{status}"));
        const string Name = "dispatcher_response_time_seconds";
        text.Metric(Name, "histogram", "From the last byte of a request to its answer.");
        foreach (var (path, times) in requests.Times)
            text.Histogram(Name, times, ("endpoint", path));
    }

    private void Counters(MetricsText text)
    {
        var tally = dispatcher.Tally;
        tally.Integrate(MonotonicClock.Now);
        text.Single("berth_dispatcher_arrivals_total", "counter", "Requests that were to be given to a replica.", tally.Arrived);
        text.Single("berth_dispatcher_completed_total", "counter", "Requests that a replica answered with a status below 500.", tally.Completed);
        text.Single("berth_dispatcher_timed_out_total", "counter", "Requests whose deadline passed.", tally.TimedOut);
        text.Single("berth_dispatcher_given_up_total", "counter", "Requests whose client went away while they waited.", tally.GivenUp);
        text.Single("berth_dispatcher_failed_total", "counter", "Requests that replicas failed, or answered with a status from 500.", tally.Failed);
        text.Single("berth_dispatcher_retried_total", "counter", "Times that a request was given to one more replica.", tally.Retried);
        text.Metric("berth_dispatcher_refused_total", "counter", "Requests that were refused.");
        foreach (var reason in Enum.GetValues<Refusal>())
            text.Value("berth_dispatcher_refused_total", tally.RefusedFor(reason), ("reason", ReasonOf(reason)));
        text.Single("berth_dispatcher_in_flight", "gauge", "Requests that replicas have.", tally.InFlight);
        text.Single("berth_dispatcher_present_seconds_total", "counter", "Integral over time of the requests that wait or are served.", tally.PresentSeconds);
        text.Single("berth_dispatcher_busy_seconds_total", "counter", "Integral over time of the requests that are served.", tally.BusySeconds);
        text.Single("berth_dispatcher_service_seconds_total", "counter", "Sum of the times that replicas took for completed requests.", tally.ServiceSeconds);
        text.Single("berth_dispatcher_body_bytes", "gauge", "Memory that large requests take.", memory.Used);
    }

    private void Replicas(MetricsText text)
    {
        text.Metric("berth_dispatcher_replicas", "gauge", "Replicas by state.");
        foreach (var state in (ReplicaState[])[ReplicaState.Starting, ReplicaState.Ready, ReplicaState.Ejected, ReplicaState.Draining])
            text.Value("berth_dispatcher_replicas", dispatcher.Replicas.Count(replica => replica.State == state), ("state", ReplicaText.State(state)));
        text.Metric("berth_dispatcher_replica_completed_total", "counter", "Requests that a replica answered with a status below 500.");
        // One that drains may have a successor of the same name.
        var byName = dispatcher.Replicas.GroupBy(replica => replica.Name).ToList();
        foreach (var replicas in byName)
            text.Value("berth_dispatcher_replica_completed_total", replicas.Sum(replica => replica.Completed), ("replica", replicas.Key));
        text.Metric("berth_dispatcher_replica_in_flight", "gauge", "Requests that a replica has.");
        foreach (var replicas in byName)
            text.Value("berth_dispatcher_replica_in_flight", replicas.Sum(replica => replica.InFlight), ("replica", replicas.Key));
    }

    private double ProcessorPercent()
    {
        var (moment, processor) = (MonotonicClock.Now, Environment.CpuUsage.TotalTime);
        var (wall, used) = (moment - _moment, processor - _processor);
        (_moment, _processor) = (moment, processor);
        return wall > 0 ? 100 * used.TotalNanoseconds / wall : 0;
    }

    private static string ReasonOf(Refusal reason) => reason switch
    {
        Refusal.QueueFull => "queue-full",
        Refusal.WaitTooLong => "wait",
        Refusal.DeadlineTooShort => "deadline",
        Refusal.MemoryFull => "memory",
        _ => "ending",
    };
}
