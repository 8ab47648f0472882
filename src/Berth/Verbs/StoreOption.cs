using System.CommandLine;

namespace Berth.Verbs;

/// <summary>Where records are kept: the option of every verb that writes or reads them.</summary>
internal static class StoreOption
{
    internal static Option<string?> Make() => new("--store")
    {
        Description = "Keep the records in PostgreSQL instead of a file: \"Host=127.0.0.1;Database=berth;Username=berth\", with the password in PGPASSWORD (docs/collection.md).",
    };
}
