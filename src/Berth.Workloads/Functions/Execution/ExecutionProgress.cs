namespace Berth.Workloads.Functions.Execution;

/// <summary>How far an execution is, and whether it should go on. One thread works and reports, any may look.</summary>
/// <param name="cancellation">Called off by the client or the end of the server.</param>
internal sealed class ExecutionProgress(CancellationToken cancellation)
{
    private double total = 1;
    private double done;

    /// <summary>For what waits on something else than <see cref="Report"/>.</summary>
    internal CancellationToken Cancellation => cancellation;

    /// <summary>Work done so far, in the function's unit.</summary>
    internal double Done => Volatile.Read(ref done);

    /// <summary>From 0 to 1.</summary>
    internal double Fraction => Math.Clamp(Done / Volatile.Read(ref total), 0, 1);

    /// <summary>Says how much there is to do.</summary>
    internal void Begin(double work) => Volatile.Write(ref total, Math.Max(work, double.Epsilon));

    /// <summary>Says how much is done. Functions call it at least every ten milliseconds of a whole core, so that cancelling is quick.</summary>
    /// <exception cref="OperationCanceledException">It was called off.</exception>
    internal void Report(double work)
    {
        Volatile.Write(ref done, work);
        cancellation.ThrowIfCancellationRequested();
    }
}
