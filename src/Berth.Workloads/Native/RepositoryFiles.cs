namespace Berth.Workloads.Native;

/// <summary>Files that lie beside the program when it is installed, or in the repository it was built from.</summary>
public static class RepositoryFiles
{
    /// <summary>The file or folder's full path: next to the program, or in the repository around it; null where neither has it.</summary>
    public static string? Find(string relative)
    {
        var beside = Path.Combine(AppContext.BaseDirectory, relative);
        if (Path.Exists(beside))
            return beside;
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Berth.slnx")))
                return Path.Combine(at.FullName, relative) is var path && Path.Exists(path) ? path : null;
        return null;
    }
}
