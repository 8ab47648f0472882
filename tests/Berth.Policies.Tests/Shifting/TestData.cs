namespace Berth.Policies.Tests.Shifting;

/// <summary>Real data beside the repository, when it is there.</summary>
internal static class TestData
{
    /// <summary>The path of a file of <c>../shared/data</c>; null when it is absent.</summary>
    internal static string? Find(params string[] file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine([folder.FullName, "shared", "data", .. file]) is var path && File.Exists(path))
                return path;
        return null;
    }
}
