using System.Diagnostics;
using System.Text;

namespace Berth.Acceptance.Harness;

/// <summary>A command that is under way.</summary>
internal sealed class RunningBerth
{
    private readonly Process _process;
    private readonly Stopwatch _since = Stopwatch.StartNew();
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    internal RunningBerth(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    internal int Pid => _process.Id;

    /// <summary>The last that its progress said.</summary>
    internal string LastError => Text(_errors).TrimEnd().Split('\n')[^1];

    /// <summary>The first line of its progress that has a text in it.</summary>
    internal string LineWith(string text) => Text(_errors).Split('\n').First(line => line.Contains(text, StringComparison.Ordinal));

    internal bool HasExited => _process.HasExited;

    /// <summary>Gives it a whole input.</summary>
    internal void Reads(string text)
    {
        _process.StandardInput.Write(text);
        _process.StandardInput.Close();
    }

    /// <summary>Waits until its progress says something.</summary>
    internal async Task Says(string text, TimeSpan patience)
    {
        var since = Stopwatch.StartNew();
        while (!Text(_errors).Contains(text, StringComparison.Ordinal))
        {
            Assert.False(_process.HasExited, $"ended before it said '{text}':\n{Text(_output)}\n{Text(_errors)}");
            Assert.True(since.Elapsed < patience, $"did not say '{text}' within {patience.TotalSeconds:0} s:\n{Text(_errors)}");
            await Task.Delay(10);
        }
    }

    /// <summary>Waits until it prints a line that begins so; returns the rest of the line.</summary>
    internal async Task<string> Prints(string start, TimeSpan patience)
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            if (Text(_output).Split('\n').SkipLast(1).FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal)) is { } line)
                return line[start.Length..];
            Assert.False(_process.HasExited, $"ended before it printed '{start}':\n{Text(_output)}\n{Text(_errors)}");
            Assert.True(since.Elapsed < patience, $"did not print '{start}' within {patience.TotalSeconds:0} s");
            await Task.Delay(10);
        }
    }

    /// <summary>Waits for its end; it is killed and the test fails when that takes too long.</summary>
    internal async Task<Result> End(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
            Assert.Fail($"still running after {patience.TotalSeconds:0} s\n{Text(_output)}\n{Text(_errors)}");
        }
        return new(_process.ExitCode, Text(_output), Text(_errors), _since.Elapsed);
    }

    internal void Kill()
    {
        if (!_process.HasExited)
            Signals.Kill(Pid);
        _process.WaitForExit();
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is not null)
            lock (text)
                text.Append(line).Append('\n');
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
