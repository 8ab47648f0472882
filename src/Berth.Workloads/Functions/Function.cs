using Berth.Workloads.Functions.Execution;
using Berth.Workloads.Functions.Parameters;

namespace Berth.Workloads.Functions;

/// <summary>A computation that can be asked for by HTTP.</summary>
internal abstract class Function
{
    /// <summary>Its name, in lower case.</summary>
    internal abstract string Name { get; }

    /// <summary>What its work is counted in.</summary>
    internal abstract string Unit { get; }

    /// <summary>What it does, one sentence.</summary>
    internal abstract string Summary { get; }

    /// <summary>What a request may say.</summary>
    internal abstract IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Where it is asked for.</summary>
    internal virtual IReadOnlyList<string> Paths => ["/" + Name];

    /// <summary>Whether GET with a query asks for it too.</summary>
    internal virtual bool TakesGet => true;

    /// <summary>A little work that lets its code be compiled before the first request; null where nothing is to be compiled.</summary>
    internal virtual IFunctionWork? Rehearsal => null;

    /// <summary>Everything that must be there before the work: data, memory, other programs. It is not measured.</summary>
    /// <exception cref="FunctionException">It cannot be done here.</exception>
    /// <exception cref="OperationCanceledException">It was called off.</exception>
    internal abstract IFunctionWork Prepare(Arguments arguments, ExecutionProgress progress);
}
