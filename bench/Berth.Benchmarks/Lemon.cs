using System.ComponentModel;
using System.Diagnostics;

namespace Berth.Benchmarks;

/// <summary>LEMON's network simplex in a process of its own (bench/lemon), which solves one file again and again.</summary>
internal sealed class Lemon : IDisposable
{
    private readonly Process _process;

    internal Lemon(string program, string file)
    {
        _process = Process.Start(new ProcessStartInfo(program, [file, "int"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        if (_process.StandardOutput.ReadLine()?.StartsWith("ready", StringComparison.Ordinal) != true)
            throw new InvalidOperationException($"{program} did not read {file}");
    }

    /// <summary>Builds the program into a folder.</summary>
    internal static string Build(string folder)
    {
        var program = Path.Combine(folder, "network_simplex");
        var source = Path.Combine(Repository(), "bench", "lemon", "network_simplex.cpp");
        try
        {
            using var compiler = Process.Start("g++", ["-O3", "-march=native", "-std=c++17", "-o", program, source]);
            compiler.WaitForExit();
            if (compiler.ExitCode == 0)
                return program;
        }
        catch (Win32Exception)
        {
            // No compiler: said below.
        }
        throw new InvalidOperationException("the judge cannot be built; it needs: apt-get install -y g++ liblemon-dev");
    }

    internal (long Cost, double Seconds, double WithPreparation) Solve()
    {
        _process.StandardInput.WriteLine("solve");
        var answer = (_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the judge ended early")).Split(' ');
        return answer[0] == "optimal" ? (long.Parse(answer[1]), double.Parse(answer[2]), double.Parse(answer[3]))
            : throw new InvalidOperationException($"the judge says: {answer[0]}");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Repository()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Berth.slnx")))
                return folder;
        throw new InvalidOperationException("this program must lie in the repository that it was built from");
    }
}
