namespace Berth.Cluster.Scheduling.State;

/// <summary>A port of a node that a pod takes.</summary>
/// <param name="Port">Port.</param>
/// <param name="Protocol"><c>TCP</c>, <c>UDP</c> or <c>SCTP</c>.</param>
/// <param name="Address">Address of the node; <c>0.0.0.0</c> is every one.</param>
internal readonly record struct HostPort(int Port, string Protocol, string Address)
{
    private const string Any = "0.0.0.0";

    internal static HostPort Of(Objects.ContainerPort port) => new(port.HostPort, port.Protocol ?? "TCP", string.IsNullOrEmpty(port.HostIp) ? Any : port.HostIp);

    /// <summary>Whether only one of the two can be on a node.</summary>
    internal bool Meets(HostPort other) => Port == other.Port && Protocol == other.Protocol && (Address == Any || other.Address == Any || Address == other.Address);

    /// <summary><c>80/TCP</c>.</summary>
    public override string ToString() => Address == Any ? $"{Port}/{Protocol}" : $"{Address}:{Port}/{Protocol}";
}
