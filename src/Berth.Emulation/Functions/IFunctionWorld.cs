using Berth.Records.Store;

namespace Berth.Emulation.Functions;

/// <summary>A world in which functions are executed: the emulated one, or pods of a cluster.</summary>
public interface IFunctionWorld
{
    /// <summary>Its nodes, in the continuum's order.</summary>
    IReadOnlyList<IFunctionNode> Nodes { get; }

    /// <summary>How many times slower than real time it runs.</summary>
    double Dilation { get; }

    /// <summary>Nobody measures yet: what starts may have whole cores, where the world can give them.</summary>
    void Open();

    /// <summary>From now on every node is as it should be.</summary>
    void Gate();

    /// <summary>Samples its nodes each second until it is told to end, and then once more.</summary>
    /// <param name="store">Where the samples are kept.</param>
    /// <param name="deployment">Of which deployment they are.</param>
    /// <param name="start">When that began.</param>
    /// <param name="ended">Tells it to end.</param>
    Task SampleAsync(RunStore store, int deployment, long start, CancellationToken ended);

    /// <summary>Tells of the death of what the world needs: what is measured without it is not worth keeping.</summary>
    /// <exception cref="Exception">Something has ended: the exception of its world.</exception>
    void AssertWhole();
}
