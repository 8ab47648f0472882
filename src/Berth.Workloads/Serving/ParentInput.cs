using System.Collections.Concurrent;

namespace Berth.Workloads.Serving;

/// <summary>What the parent process says, line by line. When it says no more (it has ended, or it wants an end), this process ends.</summary>
public sealed class ParentInput
{
    private readonly BlockingCollection<string> lines = [];

    internal ParentInput()
    {
        var input = new StreamReader(Console.OpenStandardInput());
        new Thread(() =>
        {
            while (input.ReadLine() is { } line)
                lines.Add(line);
            Environment.Exit(0);
        }) { IsBackground = true, Name = "input" }.Start();
    }

    /// <summary>Waits for the next line.</summary>
    public string Read() => lines.Take();
}
