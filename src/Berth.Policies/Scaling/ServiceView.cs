namespace Berth.Policies.Scaling;

/// <summary>What a scaling policy sees of a service. A world owns it and changes it between questions; moments are nanoseconds of the world's clock, 0 is the start of the run.</summary>
public sealed class ServiceView
{
    /// <summary>Moment of the question.</summary>
    public long Now { get; set; }

    /// <summary>Replicas that were last asked for.</summary>
    public int Desired { get; set; }

    /// <summary>Fewest replicas that are allowed.</summary>
    public int Least { get; set; }

    /// <summary>Most replicas that are allowed.</summary>
    public int Most { get; set; }

    /// <summary>Every replica that exists: starting, ready, or on its way out. Parked ones are not among them.</summary>
    public IReadOnlyList<ReplicaView> Replicas { get; set; } = [];

    /// <summary>Replicas as the controller of the service counts them; null counts those of <see cref="Replicas"/> that are not on their way out and have not ended.</summary>
    public int? Counted { get; set; }

    /// <summary>Parked replicas that could take requests after <see cref="ServiceFacts.ActivationSeconds"/>.</summary>
    public int Standby { get; set; }

    /// <summary>Requests that wait now.</summary>
    public int Queued { get; set; }

    /// <summary>Requests that are being served now.</summary>
    public int InFlight { get; set; }

    /// <summary>The seconds before now.</summary>
    public LoadHistory Load { get; init; } = new(LoadHistory.Usual);

    /// <summary>Metrics of a monitoring system, as old as it is slow: <c>queue</c> is the number of waiting requests.</summary>
    public IReadOnlyList<Metric> Metrics { get; set; } = [];

    /// <summary>What is known of the service.</summary>
    public required ServiceFacts Facts { get; set; }

    /// <summary>Carbon intensity of the site's grid now, g/kWh; null is unknown.</summary>
    public double? GramsPerKilowattHour { get; set; }

    /// <summary>Whether reasons are wanted even where nothing changes.</summary>
    public bool Explain { get; set; }

    /// <summary><see cref="Counted"/>, or what it stands for.</summary>
    public int CountReplicas()
    {
        if (Counted is { } known)
            return known;
        var counted = 0;
        for (var at = 0; at < Replicas.Count; at++)
            if (Replicas[at] is { Leaving: false, Phase: ReplicaPhase.Pending or ReplicaPhase.Running })
                counted++;
        return counted;
    }

    /// <summary>A metric by its name, the sum where several have it; null without one, not a number when a source failed.</summary>
    public double? Find(string metric)
    {
        double? sum = null;
        for (var at = 0; at < Metrics.Count; at++)
            if (Metrics[at].Name == metric)
                sum = (sum ?? 0) + Metrics[at].Value;
        return sum;
    }
}

/// <summary>A metric of a monitoring system.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; not a number when the source failed.</param>
/// <param name="Moment">When it was taken.</param>
public readonly record struct Metric(string Name, double Value, long Moment);
