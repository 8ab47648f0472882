using System.Diagnostics;

namespace Berth.Cluster.Tests.Harness;

/// <summary>Runs scripts. What they start may keep their pipes, so what they say goes to files.</summary>
internal static class ShellCommand
{
    private static readonly string Home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <summary>Runs a program to its end.</summary>
    internal static async Task<Result> RunAsync(string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        using var folder = new TempFolder();
        var (output, error) = (folder.Write("output", ""), folder.Write("error", ""));
        var start = new ProcessStartInfo("sh", ["-c", "out=$1 err=$2; shift 2; exec \"$@\" >\"$out\" 2>\"$err\" </dev/null", "sh", output, error, program, .. arguments]);
        start.Environment["HOME"] = Home;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return new(process.ExitCode, await File.ReadAllTextAsync(output), await File.ReadAllTextAsync(error));
    }

    /// <summary>What became of it.</summary>
    internal sealed record Result(int Code, string Output, string Error);
}
