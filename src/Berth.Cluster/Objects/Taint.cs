namespace Berth.Cluster.Objects;

/// <summary>What keeps pods off a node.</summary>
public sealed record Taint
{
    /// <summary>Key.</summary>
    public string Key { get; set; } = "";

    /// <summary>Value.</summary>
    public string? Value { get; init; }

    /// <summary><c>NoSchedule</c>, <c>PreferNoSchedule</c> or <c>NoExecute</c>.</summary>
    public string Effect { get; set; } = "";

    /// <summary><c>key=value:effect</c>, as people write it.</summary>
    public override string ToString() => string.IsNullOrEmpty(Value) ? $"{Key}:{Effect}" : $"{Key}={Value}:{Effect}";
}

/// <summary>A taint that a pod does not mind.</summary>
public sealed record Toleration
{
    /// <summary>Key; null or empty is every key, with <c>Exists</c>.</summary>
    public string? Key { get; init; }

    /// <summary><c>Exists</c>, or <c>Equal</c>, which null is too.</summary>
    public string? Operator { get; init; }

    /// <summary>Value, for <c>Equal</c>.</summary>
    public string? Value { get; init; }

    /// <summary>Effect; null or empty is every effect.</summary>
    public string? Effect { get; init; }
}
