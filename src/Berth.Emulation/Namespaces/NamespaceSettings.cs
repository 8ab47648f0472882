namespace Berth.Emulation.Namespaces;

/// <summary>Kernel settings of an emulated node's network, applied to the calling thread's namespace.</summary>
internal static class NamespaceSettings
{
    private const string Root = "/proc/sys/net/";
    private const string CongestionControl = "ipv4/tcp_congestion_control";

    private static readonly (string Name, string Value)[] Values =
    [
        ("ipv6/conf/all/disable_ipv6", "1"),
        ("ipv6/conf/default/disable_ipv6", "1"),
        // An idle connection keeps its window: items arrive seconds apart, and a real service's keep-alive connection is warm.
        ("ipv4/tcp_slow_start_after_idle", "0"),
        // What one connection learned must not change the next: repetitions start equal.
        ("ipv4/tcp_no_metrics_save", "1"),
        ("ipv4/ip_local_port_range", "1024 65535"),
        // The link is to be the limit, not the window: 32 MiB is the product of 1 Gbit/s and 268 ms.
        ("ipv4/tcp_rmem", "4096 131072 33554432"),
        ("ipv4/tcp_wmem", "4096 131072 33554432"),
    ];

    /// <summary>Sets what the kernel has; returns the congestion control in force.</summary>
    internal static string Apply()
    {
        foreach (var (name, value) in Values)
            TryWrite(name, value);
        if (!TryWrite(CongestionControl, "cubic"))
            TryWrite(CongestionControl, "reno");
        return File.ReadAllText(Root + CongestionControl).Trim();
    }

    private static bool TryWrite(string name, string value)
    {
        try
        {
            // Not File.WriteAllText: a setting is neither created nor truncated.
            using var setting = new FileStream(Root + name, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            setting.Write(System.Text.Encoding.ASCII.GetBytes(value));
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
