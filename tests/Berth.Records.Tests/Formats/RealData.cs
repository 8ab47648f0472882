namespace Berth.Records.Tests.Formats;

/// <summary>The real traces, which lie beside the repository on machines that have them.</summary>
internal static class RealData
{
    /// <summary>Path of a file or folder; skips the test where it is not there.</summary>
    public static string Path(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (System.IO.Path.Combine(folder.FullName, "shared", "data", name) is var path && System.IO.Path.Exists(path))
                return path;
        Assert.Skip($"needs ../shared/data/{name} beside the repository");
        return "";
    }
}
