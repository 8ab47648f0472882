using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Berth.Serving.Tests.Harness;

/// <summary>A program that was started by a test; it is gone when this is disposed, or the test fails.</summary>
internal sealed partial class Child : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly BlockingCollection<string> _lines = [];
    private readonly Process _process;

    internal Child(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => Errors += line.Data is { } text ? text + "\n" : "";
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
                _lines.Add(text);
            else
                _lines.CompleteAdding();
        };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    internal string Errors { get; private set; } = "";

    internal int Pid => _process.Id;

    internal long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The built command line.</summary>
    internal static Child Berth(params IEnumerable<string> arguments)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Berth.slnx")))
            root = root.Parent;
        var program = Path.Combine(root.FullName, "artifacts", "bin", "Berth", "release", "berth.dll");
        Assert.SkipUnless(File.Exists(program), "the command line is not built: dotnet build src/Berth -c Release");
        return new([program, .. arguments]);
    }

    /// <summary>A replica that can be killed.</summary>
    internal static Child Replica(string name, double delayMilliseconds, int port = 0) =>
        new(typeof(Replica).Assembly.Location, Harness.Replica.Verb, name, $"{delayMilliseconds}", $"{port}");

    /// <summary>The next line that it says.</summary>
    internal string Next()
    {
        Assert.True(_lines.TryTake(out var line, Patience), $"the process says nothing: {Errors}");
        return line;
    }

    internal void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    internal void Terminate() => Assert.Equal(0, Send(_process.Id, 15));

    internal void Pause() => Assert.Equal(0, Send(_process.Id, 19));

    internal void EndInput() => _process.StandardInput.Close();

    internal int ExitCode(double seconds)
    {
        Assert.True(_process.WaitForExit(TimeSpan.FromSeconds(seconds)), $"still running after {seconds} s");
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}
