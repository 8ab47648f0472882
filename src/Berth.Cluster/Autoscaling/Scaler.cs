using Berth.Cluster.Objects;

namespace Berth.Cluster.Autoscaling;

/// <summary>The custom resource <c>BerthScaler</c>: which deployment is scaled, by which policy, for which objective. Its properties can be set: generated readers of JSON forget the defaults of those that cannot.</summary>
public sealed record Scaler : IKubeObject
{
    /// <inheritdoc/>
    public ObjectMeta Metadata { get; set; } = new();

    /// <summary>What is wanted.</summary>
    public ScalerSpec Spec { get; set; } = new();
}

/// <summary>What a scaler is to do.</summary>
public sealed record ScalerSpec
{
    /// <summary>What is scaled, in the namespace of the scaler.</summary>
    public ScaleTarget ScaleTargetRef { get; set; } = new();

    /// <summary>Fewest replicas.</summary>
    public int MinReplicas { get; set; } = 1;

    /// <summary>Most replicas.</summary>
    public int MaxReplicas { get; set; }

    /// <summary>Who decides.</summary>
    public ScalerPolicy Policy { get; set; } = new();

    /// <summary>What is promised; null promises nothing.</summary>
    public ScalerObjective? Objective { get; set; }

    /// <summary>What is known of a request and a replica.</summary>
    public ScalerService Service { get; set; } = new();

    /// <summary>Where requests are counted.</summary>
    public ScalerDispatcher Dispatcher { get; set; } = new();
}

/// <summary>What is scaled.</summary>
public sealed record ScaleTarget
{
    /// <summary>Version of its API.</summary>
    public string ApiVersion { get; set; } = "apps/v1";

    /// <summary>Its kind; anything with the sub-resource scale.</summary>
    public string Kind { get; set; } = "Deployment";

    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";
}

/// <summary>Who decides how many.</summary>
public sealed record ScalerPolicy
{
    /// <summary>Name of a scaling policy.</summary>
    public string Name { get; set; } = "berth";

    /// <summary>Options of it.</summary>
    public IReadOnlyDictionary<string, double>? Options { get; set; }
}

/// <summary>What is promised: this percentile of the latency is at most so long.</summary>
public sealed record ScalerObjective
{
    /// <summary>The percentile.</summary>
    public double Percentile { get; set; } = 99;

    /// <summary>The bound, milliseconds.</summary>
    public double Milliseconds { get; set; }
}

/// <summary>What is known of a service before anything was measured.</summary>
public sealed record ScalerService
{
    /// <summary>Mean time that a request takes on a replica, milliseconds.</summary>
    public double Milliseconds { get; set; }

    /// <summary>Standard deviation of it, as a part of it.</summary>
    public double Variation { get; set; }

    /// <summary>From the decision until a new replica takes requests, seconds.</summary>
    public double StartSeconds { get; set; } = 10;
}

/// <summary>The dispatcher before the replicas.</summary>
public sealed record ScalerDispatcher
{
    /// <summary>Address of its admin interface.</summary>
    public string Url { get; set; } = "";

    /// <summary>Port on which replicas take requests; 0 leaves it to somebody else to tell the dispatcher of them.</summary>
    public int ReplicaPort { get; set; }

    /// <summary>Requests that a replica is given at once.</summary>
    public int Slots { get; set; } = 1;
}
