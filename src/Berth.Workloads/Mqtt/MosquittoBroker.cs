using Berth.Workloads.Native;

namespace Berth.Workloads.Mqtt;

/// <summary>How a Mosquitto broker is started inside a node.</summary>
public static class MosquittoBroker
{
    private static readonly string[] Places = ["/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/usr/bin/mosquitto"];

    /// <summary>The program, or null where it is not installed.</summary>
    public static string? Executable => Places.FirstOrDefault(File.Exists);

    /// <summary>Writes the configuration and returns the command line that serves it in the foreground until SIGTERM.</summary>
    /// <param name="file">Where the configuration goes; the caller deletes it.</param>
    /// <param name="address">IP address to listen on.</param>
    /// <param name="port">Port to listen on.</param>
    /// <exception cref="MissingLibraryException">Mosquitto is not installed.</exception>
    public static IReadOnlyList<string> Prepare(string file, string address, int port)
    {
        var program = Executable ?? throw new MissingLibraryException("mosquitto", Places, "sudo apt-get install mosquitto");
        File.WriteAllText(file, Configuration(address, port));
        return [program, "-c", file];
    }

    /// <summary>
    /// No limits below the node's own, nothing on disk, and no statistics that would cost the node processor time. User root means that
    /// the broker keeps its user: inside a user namespace there is no other to change to.
    /// </summary>
    private static string Configuration(string address, int port) => $"""
        listener {port} {address}
        allow_anonymous true
        user root
        persistence false
        max_inflight_messages 0
        max_queued_messages 0
        set_tcp_nodelay true
        sys_interval 0
        log_type error
        log_dest stderr

        """;
}
