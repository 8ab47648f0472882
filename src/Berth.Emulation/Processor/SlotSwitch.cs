using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Berth.Emulation.Cgroups;

namespace Berth.Emulation.Processor;

/// <summary>The running <see cref="SlotController"/> as its owner sees it.</summary>
public sealed class SlotSwitch : IDisposable
{
    private readonly Process _process;

    private SlotSwitch(Process process, string precedence, SlotSchedule schedule)
    {
        (_process, Precedence) = (process, precedence);
        // A controller that is killed leaves lanes frozen, and what is frozen cannot even be killed.
        process.Exited += (_, _) => Thaw(schedule);
        process.EnableRaisingEvents = true;
    }

    /// <summary>How the controller's thread is scheduled, in the kernel's words.</summary>
    public string Precedence { get; }

    /// <summary>Starts a controller; every lane is open at first.</summary>
    internal static SlotSwitch Start(SlotSchedule schedule, IReadOnlyList<string> command, Func<ProcessStartInfo, Process> launch)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["DOTNET_TieredCompilation"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        var process = launch(start);
        process.StandardInput.WriteLine(JsonSerializer.Serialize(schedule));
        process.StandardInput.Flush();
        return new(process, process.StandardOutput.ReadLine() ?? throw new IOException("the slot controller ended at once"), schedule);
    }

    /// <summary>Whether its process has ended, which it does by itself only when somebody kills it.</summary>
    public bool HasEnded => _process.HasExited;

    internal void Join(Lane lane, int pid) => Do($"join {lane.Name} {pid}");

    /// <summary>Lets a lane run all the time.</summary>
    public void Open(Lane lane) => Do($"open {lane.Name}");

    /// <summary>Lets a lane run in its slots only.</summary>
    public void Gate(Lane lane) => Do($"gate {lane.Name}");

    /// <summary>Makes every slot of a lane longer by so many nanoseconds, or shorter.</summary>
    public void Lengthen(Lane lane, long nanoseconds) => Do($"lengthen {lane.Name} {nanoseconds}");

    /// <summary>Makes a lane so many times as fast as its plan says, as far as the other lanes of its cores leave room.</summary>
    public void Pace(Lane lane, double factor) => Do(string.Create(CultureInfo.InvariantCulture, $"pace {lane.Name} {factor:0.####}"));

    /// <summary>Ends the controller; every lane is open then.</summary>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static void Thaw(SlotSchedule schedule)
    {
        foreach (var lane in schedule.Lanes)
            if (lane.Freezer is { } freezer && File.Exists(freezer))
                CgroupFiles.Write(Path.GetDirectoryName(freezer)!, "freezer.state", "THAWED");
    }

    /// <summary>Commands are carried out between two cycles; the answer says that it has happened.</summary>
    private void Do(string command)
    {
        lock (_process)
        {
            _process.StandardInput.WriteLine(command);
            _process.StandardInput.Flush();
            if (_process.StandardOutput.ReadLine() is null)
                throw new IOException("the slot controller has ended");
        }
    }
}
