namespace Berth.Acceptance.Harness;

/// <summary>Where things are.</summary>
internal static class Repository
{
    internal static string Root { get; } = FindRoot();

    internal static string Program { get; } = Path.Combine(Root, "artifacts", "bin", "Berth", "release", "berth.dll");

    internal static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Berth.slnx")))
                return folder;
        throw new InvalidOperationException($"there is no Berth.slnx above {AppContext.BaseDirectory}");
    }
}
