using Berth.Model;
using Berth.Workloads.Programs;

namespace Berth.Emulation.Functions;

/// <summary>A node on which functions are executed: an emulated one, or a pod of a cluster.</summary>
public interface IFunctionNode
{
    /// <summary>The node that it stands for.</summary>
    Node Node { get; }

    /// <summary>Processor capacity in cores: what full utilisation is.</summary>
    double Capacity { get; }

    /// <summary>Cores of each of its lanes: programs in one lane share its processors.</summary>
    IReadOnlyList<int> LaneCores { get; }

    /// <summary>Nanoseconds by which its monotonic clock is ahead of this process's.</summary>
    long ClockAhead { get; }

    /// <summary>Starts a program of this one's verbs that serves by HTTP.</summary>
    /// <param name="lane">In which lane.</param>
    /// <param name="words">The verb and what belongs to it.</param>
    LineProgram StartServer(int lane, IReadOnlyList<string> words);

    /// <summary>A client whose base address is that of a server on this node; it waits for answers without end.</summary>
    /// <param name="address">What the server says of where it listens.</param>
    HttpClient Reach(Uri address);

    /// <summary>Ends a server that was started here.</summary>
    void Remove(LineProgram server);
}
