namespace Berth.Cluster.Objects;

/// <summary>What every object has: its name and what the server keeps with it.</summary>
public sealed record ObjectMeta
{
    /// <summary>Name; unique in its namespace among objects of its kind.</summary>
    public string? Name { get; init; }

    /// <summary>Beginning of a name that the server completes.</summary>
    public string? GenerateName { get; init; }

    /// <summary>Namespace; null for objects that have none.</summary>
    public string? Namespace { get; init; }

    /// <summary>Identity over all time: an object that was deleted and made again has another.</summary>
    public string? Uid { get; init; }

    /// <summary>Version of the object; an update that names an older one is a conflict.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Version of what is wanted; changes of the status do not change it.</summary>
    public long? Generation { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreationTimestamp { get; init; }

    /// <summary>When its deletion was asked for; null while it was not.</summary>
    public DateTimeOffset? DeletionTimestamp { get; init; }

    /// <summary>Labels, by which objects are selected.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Annotations, by which nothing is selected.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>The label of that name; null when there is none.</summary>
    public string? Label(string name) => Labels?.GetValueOrDefault(name);

    /// <summary>The annotation of that name; null when there is none.</summary>
    public string? Annotation(string name) => Annotations?.GetValueOrDefault(name);
}
