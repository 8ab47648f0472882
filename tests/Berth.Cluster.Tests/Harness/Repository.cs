namespace Berth.Cluster.Tests.Harness;

/// <summary>Where things are.</summary>
internal static class Repository
{
    internal static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Berth.slnx")))
                return folder;
        throw new InvalidOperationException($"there is no Berth.slnx above {AppContext.BaseDirectory}");
    }
}
