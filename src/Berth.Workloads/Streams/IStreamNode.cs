using Berth.Workloads.Programs;

namespace Berth.Workloads.Streams;

/// <summary>A node of a world, as far as the programs of streams need it.</summary>
public interface IStreamNode
{
    /// <summary>Address under which the other nodes reach it.</summary>
    string Address { get; }

    /// <summary>Cores of each of its lanes: the parts that a worker has for itself.</summary>
    IReadOnlyList<int> LaneCores { get; }

    /// <summary>Starts one of this program's own verbs.</summary>
    /// <param name="role">What it does.</param>
    /// <param name="lane">In which lane.</param>
    /// <param name="verb">The verb.</param>
    LineProgram Start(string role, int lane, string verb);

    /// <summary>Starts an MQTT broker and waits until it listens.</summary>
    Task<LineProgram> StartBrokerAsync(int port, TimeSpan patience, CancellationToken cancellation);

    /// <summary>Ends a program that was started here.</summary>
    void Remove(LineProgram program);
}
