using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Berth.Model.Observations;
using Berth.Workloads.Functions.Execution;
using Berth.Workloads.Native;

namespace Berth.Workloads.Functions.Video;

/// <summary>
/// Runs ffmpeg and ffprobe. They are killed when the execution is called off, and by the kernel when this process dies; where memory is short the kernel
/// ends them before this process.
/// </summary>
/// <param name="children">Where they are registered while they live.</param>
internal sealed class MediaTool(ChildProcesses children)
{
    private const string Command = "apt-get install --no-install-recommends ffmpeg";
    private const int LongestMessage = 600, Killed = 128 + 9;

    /// <exception cref="FunctionException">A program is absent.</exception>
    internal static void Need(params ReadOnlySpan<string> programs)
    {
        foreach (var program in programs)
            if (!InstalledPrograms.Has(program))
                throw new FunctionException($"{program} is not installed, without which no video can be encoded. To install it: {Command}", machineLacks: true);
    }

    /// <summary>Runs a program to its end, on the calling thread, which must live longer than it.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="progress">Calls it off.</param>
    /// <param name="line">Told each line of its standard output.</param>
    /// <exception cref="FunctionException">It failed.</exception>
    /// <exception cref="OperationCanceledException">It was called off.</exception>
    internal void Run(string program, IReadOnlyList<string> arguments, ExecutionProgress progress, Action<string> line)
    {
        progress.Cancellation.ThrowIfCancellationRequested();
        using var process = Start(program, arguments);
        children.Add(process.Id);
        try
        {
            Follow(program, process, progress, line);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
                process.WaitForExit();
            }
            children.Remove(process.Id);
        }
    }

    private static Process Start(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", program, .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            Prefer(process.Id);
            return process;
        }
        catch (Win32Exception exception)
        {
            throw new FunctionException($"setpriv, which starts {program}, does not run: {exception.Message}. To install it: apt-get install util-linux", machineLacks: true);
        }
    }

    private void Follow(string program, Process process, ExecutionProgress progress, Action<string> line)
    {
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, said) =>
        {
            lock (errors)
                if (said.Data is { } text && errors.Length < LongestMessage)
                    errors.Append(text).Append(' ');
        };
        process.BeginErrorReadLine();
        using (progress.Cancellation.Register(process.Kill))
            while (process.StandardOutput.ReadLine() is { } said)
            {
                children.Look(process.Id);
                line(said);
            }
        process.WaitForExit();
        progress.Cancellation.ThrowIfCancellationRequested();
        if (process.ExitCode == 0)
            return;
        // Nobody else kills it: this process did not, and says so.
        if (process.ExitCode == Killed)
            throw new FunctionException($"{program} was killed, as the kernel does when the memory limit is reached", ExecutionOutcome.OutOfMemory);
        lock (errors)
            throw new FunctionException($"{program} ended with {process.ExitCode}: {(errors.Length > 0 ? errors.ToString().Trim() : "it does not say why")}");
    }

    /// <summary>Lets the kernel end it first where memory is short.</summary>
    private static void Prefer(int pid)
    {
        try
        {
            File.WriteAllText($"/proc/{pid}/oom_score_adj", "1000");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended already, or is another user's.
        }
    }
}
