namespace Berth.Policies.Scaling;

/// <summary>
/// Says how many replicas a service is to have. An object belongs to one service in one run: what it remembers (past recommendations, a panic) it
/// remembers itself, and nothing but the view tells it of the world.
/// </summary>
public interface IScalingPolicy
{
    /// <summary>Name in files and reports.</summary>
    string Name { get; }

    /// <summary>What it does, in a few words.</summary>
    string Summary { get; }

    /// <summary>Nanoseconds from one question to the next.</summary>
    long Period { get; }

    /// <summary>Decides at <see cref="ServiceView.Now"/>.</summary>
    ScalingDecision Decide(ServiceView view);
}

/// <summary>A policy that is told what will come, as no real one can be: the bound that others are measured against.</summary>
public interface IClairvoyant
{
    /// <summary>Tells it, before the first question.</summary>
    void Foresee(ServiceFuture future);
}

/// <summary>What will come.</summary>
/// <param name="Arrivals">Moments of the requests in nanoseconds from the start of the run, ascending.</param>
/// <param name="ServiceSeconds">What each takes, by its place in <paramref name="Arrivals"/>.</param>
/// <param name="End">End of the run.</param>
/// <param name="Facts">What is known of the service.</param>
/// <param name="Least">Fewest replicas.</param>
/// <param name="Most">Most replicas.</param>
public sealed record ServiceFuture(long[] Arrivals, Func<int, double> ServiceSeconds, long End, ServiceFacts Facts, int Least, int Most);
