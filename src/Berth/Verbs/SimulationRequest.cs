using Berth.Model;

namespace Berth.Verbs;

/// <summary>What is to be simulated, and how.</summary>
internal sealed record SimulationRequest(string File, IReadOnlyList<Variant> Variants, string Runs, bool Json)
{
    /// <summary>Ends the name of the run's folder.</summary>
    internal string Suffix { get; init; } = "simulated";

    /// <summary>Folder of an emulated run to put beside it; null is the newest.</summary>
    internal string? Beside { get; init; }

    /// <summary>Path of the model that says what calls take; null is that of the file, or of the emulated run that stands beside.</summary>
    internal string? Model { get; init; }

    /// <summary>Whether a run of the same file that was cut off is continued.</summary>
    internal bool Resume { get; init; }

    internal int? Repetitions { get; init; }

    internal bool Explain { get; init; }

    /// <summary>Connection string of the PostgreSQL database for the records; null for a file.</summary>
    internal string? Connection { get; init; }
}
