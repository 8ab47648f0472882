using System.Globalization;
using System.Text.RegularExpressions;
using Berth.Workloads.Tests.Serving;

namespace Berth.Workloads.Tests;

/// <summary>A server that people start with <c>berth work</c>, ready to be asked.</summary>
internal abstract partial class ServedProcess : IDisposable
{
    private bool _ended;

    private protected ServedProcess(NodeProcess process)
    {
        Process = process;
        try
        {
            var line = process.Next();
            var said = ReadyLine().Match(line);
            Assert.True(said.Success, line);
            StartupSeconds = double.Parse(said.Groups[2].Value, CultureInfo.InvariantCulture);
            Client = new() { BaseAddress = new Uri(said.Groups[1].Value) };
        }
        catch
        {
            // Without an object nobody would end it.
            process.Kill();
            throw;
        }
    }

    internal double StartupSeconds { get; }

    internal HttpClient Client { get; }

    private protected NodeProcess Process { get; }

    /// <summary>The value of a metric, labels and all.</summary>
    internal async Task<double> Metric(string name)
    {
        var text = await Client.GetStringAsync("/metrics");
        return double.Parse(text.Split('\n').Single(line => line.StartsWith(name + " ", StringComparison.Ordinal)).Split(' ')[^1], CultureInfo.InvariantCulture);
    }

    internal void Terminate() => Process.Signal(NodeProcess.Terminate);

    internal void Kill()
    {
        _ended = true;
        Process.Kill();
    }

    internal int ExitCode()
    {
        _ended = true;
        return Process.ExitCode(seconds: 20);
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!_ended)
            Terminate();
        Process.Dispose();
    }

    [GeneratedRegex(@"^ready (http://\S+) started in (\d+\.\d\d) s$")]
    private static partial Regex ReadyLine();
}
