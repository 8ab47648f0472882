using Berth.Workloads.Clock;
using Berth.Workloads.Functions.Execution;
using Berth.Workloads.Serving.Metrics;

namespace Berth.Workloads.Functions.Service;

/// <summary>Use of the process and its children, under the names of the student project and those of Prometheus' clients.</summary>
/// <param name="children">The children.</param>
internal sealed class ProcessMetrics(ChildProcesses children)
{
    private const long Shortest = 200_000_000;

    private readonly Lock gate = new();
    private readonly string info = Info();
    private ProcessReading last = new();
    private double seconds;
    private long moment;
    private double percent;

    /// <summary>Writes them as of now.</summary>
    internal void Write(MetricsText text, double uptimeSeconds, double startSeconds)
    {
        ProcessReading now;
        lock (gate)
        {
            now = last = ProcessReading.Take(children.Living).AtLeast(last);
            Measure(now.UserSeconds + now.SystemSeconds);
        }
        var (files, connections) = ProcessReading.Files();
        text.Single("process_cpu_percent", "gauge", "Processor use since the last look that was at least 0.2 s ago, percent of one core.", percent);
        text.Single("process_cpu_user_seconds", "gauge", "Processor time in programs, children included.", now.UserSeconds);
        text.Single("process_cpu_system_seconds", "gauge", "Processor time in the kernel, children included.", now.SystemSeconds);
        text.Single("process_memory_rss_bytes", "gauge", "Resident memory, children included.", now.ResidentBytes);
        text.Single("process_memory_vms_bytes", "gauge", "Virtual memory, children included.", now.VirtualBytes);
        text.Single("process_memory_percent", "gauge", "Resident memory, percent of what the process may use.", now.ResidentBytes / MemoryLimit.Bytes * 100);
        text.Single("process_num_threads", "gauge", "Threads, children's included.", now.Threads);
        text.Single("process_io_read_bytes", "gauge", "Bytes read from disks, children included.", now.ReadBytes);
        text.Single("process_io_write_bytes", "gauge", "Bytes written to disks, children included.", now.WriteBytes);
        text.Single("process_ctx_switches_voluntary", "gauge", "Context switches because a thread waited, children included.", now.VoluntarySwitches);
        text.Single("process_ctx_switches_involuntary", "gauge", "Context switches because another thread came, children included.", now.InvoluntarySwitches);
        text.Single("process_connections", "gauge", "Sockets of the internet.", connections);
        text.Single("process_uptime_seconds", "gauge", "Since the start of the process.", uptimeSeconds);
        text.Describe("process_info", "gauge", "The process.");
        text.Sample("process_info", info, 1);
        text.Single("process_cpu_seconds_total", "counter", "Processor time, children included.", now.UserSeconds + now.SystemSeconds);
        text.Single("process_start_time_seconds", "gauge", "Start of the process, seconds since 1970.", startSeconds);
        text.Single("process_open_fds", "gauge", "Open files.", files);
        text.Single("process_resident_memory_bytes", "gauge", "Resident memory, children included.", now.ResidentBytes);
        text.Single("process_virtual_memory_bytes", "gauge", "Virtual memory, children included.", now.VirtualBytes);
    }

    private void Measure(double used)
    {
        var now = MonotonicClock.Now;
        if (moment == 0)
            (seconds, moment) = (used, now);
        if (now - moment < Shortest)
            return;
        percent = Math.Max(0, (used - seconds) / ((now - moment) / 1e9) * 100);
        (seconds, moment) = (used, now);
    }

    private static string Info()
    {
        var name = ProcessFiles.Text("/proc/self/comm").TrimEnd('\n');
        var command = ProcessFiles.Text("/proc/self/cmdline").TrimEnd('\0').Replace('\0', ' ');
        return $"pid=\"{Environment.ProcessId}\",name=\"{Escape(name)}\",cmdline=\"{Escape(command)}\"";
    }

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
