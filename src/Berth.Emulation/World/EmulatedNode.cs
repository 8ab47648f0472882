using System.Diagnostics;
using System.Globalization;
using System.Net;
using Berth.Emulation.Functions;
using Berth.Emulation.Namespaces;
using Berth.Emulation.Posix;
using Berth.Emulation.Processor;
using Berth.Model;
using Berth.Workloads.Mqtt;
using Berth.Workloads.Programs;
using Berth.Workloads.Serving;
using Berth.Workloads.Streams;

namespace Berth.Emulation.World;

/// <summary>A node of the continuum on this machine: a control group, a network namespace, and the processes in them.</summary>
public sealed class EmulatedNode : IStreamNode, IFunctionNode, IDisposable
{
    /// <summary>Enters the control groups given by their number and paths, then becomes the program.</summary>
    private const string Enter = "n=$1; shift; while [ \"$n\" -gt 0 ]; do echo $$ > \"$1/cgroup.procs\" || exit 126; shift; n=$((n-1)); done; exec \"$@\"";

    /// <summary>
    /// In its slot a node runs before ordinary programs of the machine. Real-time priority would be surer, but kernels were seen that then let
    /// the thread which ends the slot wait for seconds.
    /// </summary>
    private static readonly string[] Favoured = Environment.IsPrivilegedProcess && RealTimeThread.IsAllowed ? ["nice", "-n", "-20"] : [];

    private readonly Launcher _launcher;
    private readonly IReadOnlyList<string> _folders;
    private readonly Func<long> _outOfMemoryKills;
    private readonly Lock _gate = new();
    private NodeProcess[] _processes = [];

    internal EmulatedNode(Node node, IPAddress address, NetworkNamespace network, IReadOnlyList<NodeLane> lanes, IReadOnlyList<string> folders, Func<long> outOfMemoryKills, Launcher launcher)
    {
        (Node, Address, Namespace, Lanes) = (node, address, network, lanes);
        (_folders, _outOfMemoryKills, _launcher) = (folders, outOfMemoryKills, launcher);
    }

    /// <summary>The node that it stands for.</summary>
    public Node Node { get; }

    /// <summary>Its address on the emulated links.</summary>
    public IPAddress Address { get; }

    /// <summary>Its network namespace.</summary>
    public NetworkNamespace Namespace { get; }

    /// <summary>Its lanes.</summary>
    public IReadOnlyList<NodeLane> Lanes { get; }

    /// <summary>Processor capacity in real cores: what full utilisation is.</summary>
    public double Capacity => Lanes.Sum(lane => lane.Lane.Speed * lane.Lane.Cores.Count);

    /// <summary>Its processes that have not been disposed of, as they are now.</summary>
    public IReadOnlyList<NodeProcess> Processes => Volatile.Read(ref _processes);

    /// <summary>Starts a program in one of its lanes.</summary>
    /// <param name="role">What it does.</param>
    /// <param name="lane">Which lane.</param>
    /// <param name="command">Its command line.</param>
    /// <param name="environment">What it finds in its environment beside what this process has.</param>
    /// <param name="ownNetwork">Whether it is in the node's network; otherwise it is in the machine's, where what is outside the emulated nodes reaches it.</param>
    public NodeProcess Start(string role, int lane, IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment = null, bool ownNetwork = true)
    {
        string[] folders = [.. _folders, .. Lanes[lane].Folders];
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] words =
        [
            "-c", Enter, "sh", folders.Length.ToString(CultureInfo.InvariantCulture), .. folders,
            "setsid", "setpriv", "--pdeathsig", "KILL",
            .. ownNetwork ? (string[])["nsenter", $"--net={Namespace.Path}"] : [],
            "taskset", "-c", string.Join(',', Lanes[lane].Lane.Cores),
            .. Favoured,
            .. command,
        ];
        foreach (var word in words)
            start.ArgumentList.Add(word);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var killsBefore = _outOfMemoryKills();
        var process = new NodeProcess(_launcher.Start(start), Node.Name, lane, role, () => _outOfMemoryKills() > killsBefore ? $"killed because the node's memory of {Node.Site.Memory} was used up" : null);
        lock (_gate)
            Volatile.Write(ref _processes, [.. _processes, process]);
        Lanes[lane].Join(process.Pid);
        return process;
    }

    /// <summary>Ends a process that was started here.</summary>
    public void Remove(NodeProcess process)
    {
        process.Dispose();
        lock (_gate)
            Volatile.Write(ref _processes, [.. _processes.Where(other => other != process)]);
    }

    /// <inheritdoc/>
    string IStreamNode.Address => Address.ToString();

    /// <inheritdoc/>
    IReadOnlyList<int> IStreamNode.LaneCores => [.. Lanes.Select(lane => lane.Lane.Cores.Count)];

    /// <inheritdoc/>
    LineProgram IStreamNode.Start(string role, int lane, string verb) => Start(role, lane, BerthProgram.Command(verb), NodeEnvironment.Variables);

    /// <inheritdoc/>
    async Task<LineProgram> IStreamNode.StartBrokerAsync(int port, TimeSpan patience, CancellationToken cancellation)
    {
        var configuration = Path.Combine(Leftovers.MakeTemporaryFolder(), "mosquitto.conf");
        var process = Start("broker", 0, MosquittoBroker.Prepare(configuration, Address.ToString(), port));
        await process.ListensAsync(port, patience, cancellation).ConfigureAwait(false);
        return process;
    }

    /// <inheritdoc/>
    void IStreamNode.Remove(LineProgram program) => Remove((NodeProcess)program);

    /// <inheritdoc/>
    IReadOnlyList<int> IFunctionNode.LaneCores => ((IStreamNode)this).LaneCores;

    /// <inheritdoc/>
    long IFunctionNode.ClockAhead => 0;

    /// <inheritdoc/>
    LineProgram IFunctionNode.StartServer(int lane, IReadOnlyList<string> words) => Start("worker", lane, BerthProgram.Command(words), NodeEnvironment.Variables, ownNetwork: false);

    /// <inheritdoc/>
    HttpClient IFunctionNode.Reach(Uri address) => new() { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };

    /// <inheritdoc/>
    void IFunctionNode.Remove(LineProgram server) => Remove((NodeProcess)server);

    /// <summary>Ends its processes and lets go of its namespace.</summary>
    public void Dispose()
    {
        foreach (var process in _processes)
            process.Dispose();
        _processes = [];
        Namespace.Dispose();
    }
}
