using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Berth.Model.Observations;
using Berth.Workloads.Serving;
using Berth.Workloads.Sources;
using Berth.Workloads.Tests.Vision;

namespace Berth.Workloads.Tests.Serving;

/// <summary>A process of a node, started as the emulation starts it; it is gone when this is disposed, or the test fails.</summary>
internal sealed partial class NodeProcess : IDisposable
{
    internal const int Terminate = 15, Continue = 18, Stop = 19;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly BlockingCollection<string> lines = [];
    private readonly Process process;

    private NodeProcess(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in NodeEnvironment.Variables)
            start.Environment[name] = value;
        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.OutputDataReceived += (_, output) =>
        {
            if (output.Data is { } line)
                lines.Add(line);
            else
                lines.CompleteAdding();
        };
        process.BeginOutputReadLine();
    }

    /// <summary>Processor time that it has used.</summary>
    internal TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    internal static NodeProcess Run(string program, params IEnumerable<string> arguments) => new(program, arguments);

    /// <summary>Starts a verb of the built command line and gives it its settings.</summary>
    internal static NodeProcess Verb(string verb, string settings)
    {
        TheModel.NeedRuntime();
        var started = new NodeProcess("dotnet", [Program(), verb]);
        started.Tell(settings);
        return started;
    }

    /// <summary>Starts a command line of the program as people do.</summary>
    internal static NodeProcess Berth(params IEnumerable<string> arguments)
    {
        TheModel.NeedRuntime();
        return new("dotnet", CommandLine(arguments).Skip(1));
    }

    /// <summary>The words of such a command line.</summary>
    internal static IEnumerable<string> CommandLine(params IEnumerable<string> arguments) => ["dotnet", Program(), .. arguments];

    internal void Tell(string line)
    {
        process.StandardInput.WriteLine(line);
        process.StandardInput.Flush();
    }

    internal string Next()
    {
        Assert.True(lines.TryTake(out var line, Patience), "the process says nothing");
        return line;
    }

    /// <summary>Everything until <c>end COUNT</c>, which must be the number of items.</summary>
    internal List<ItemTimeline> Items()
    {
        var items = new List<ItemTimeline>();
        string line;
        while (!(line = Next()).StartsWith("end ", StringComparison.Ordinal))
            items.Add(ItemLine.Read(line) ?? throw new InvalidDataException(line));
        Assert.Equal($"end {items.Count}", line);
        Assert.Equal(Enumerable.Range(0, items.Count), items.Select(i => i.Item).Order());
        return [.. items.OrderBy(i => i.Item)];
    }

    internal void Signal(int signal) => Assert.Equal(0, Send(process.Id, signal));

    internal void Kill() => process.Kill();

    /// <summary>Waits for the end that something else has caused.</summary>
    internal int ExitCode(int seconds)
    {
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(seconds)), $"still running after {seconds} s");
        return process.ExitCode;
    }

    /// <summary>Ends its input, which must end it.</summary>
    public void Dispose()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has gone already.
        }

        if (!process.WaitForExit(TimeSpan.FromSeconds(10)))
        {
            process.Kill();
            process.WaitForExit();
            Assert.Fail("the end of its input did not end the process");
        }

        process.Dispose();
        lines.Dispose();
    }

    private static string Program()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Berth.slnx")))
            root = root.Parent;
        var program = Path.Combine(root.FullName, "artifacts", "bin", "Berth", "release", "berth.dll");
        Assert.SkipUnless(File.Exists(program), "the command line is not built: dotnet build src/Berth -c Release");
        return program;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}
