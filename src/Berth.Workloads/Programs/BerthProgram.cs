namespace Berth.Workloads.Programs;

/// <summary>How this machine starts the <c>berth</c> program: a run starts it again for routers, controllers, probes, workers and sources.</summary>
public static class BerthProgram
{
    private const string Assembly = "berth.dll", Host = "berth";

    /// <summary>The command line that runs it with these words: a verb, hidden or not, and what belongs to it.</summary>
    /// <exception cref="FileNotFoundException">The program has not been built.</exception>
    public static IReadOnlyList<string> Command(params IReadOnlyList<string> words)
    {
        if (Environment.ProcessPath is { } self && Path.GetFileName(self) == Host)
            return [self, .. words];
        var entry = System.Reflection.Assembly.GetEntryAssembly()!.Location;
        var program = Path.GetFileName(entry) == Assembly ? entry : Path.Combine(Path.GetDirectoryName(entry)!, Assembly);
        if (!File.Exists(program))
            program = Built() ?? throw new FileNotFoundException($"there is no {Assembly} beside {entry}; build it with ./berth");
        var host = Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet";
        return [host, program, .. words];
    }

    /// <summary>The build's output, for programs such as tests that stand beside it.</summary>
    private static string? Built()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var built = Path.Combine(folder, "artifacts", "bin", "Berth", "release", Assembly);
            if (File.Exists(built))
                return built;
        }
        return null;
    }
}
