using System.Diagnostics;
using Berth.Emulation.Cgroups;
using Berth.Emulation.Posix;
using Berth.Workloads.Clock;

namespace Berth.Emulation.World;

/// <summary>
/// Removes what runs whose process was killed have left: their processes, control groups and temporary files. Namespaces and devices
/// are held by the processes only and end with them.
/// </summary>
public static class Leftovers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What the folders of temporary files begin with; the name of the run follows.</summary>
    private static readonly string TemporaryPrefix = Path.Combine(Path.GetTempPath(), "berth-");

    /// <summary>A new folder for temporary files, removed with this process's run.</summary>
    internal static string MakeTemporaryFolder()
    {
        var folder = Path.Combine(TemporaryPrefix + RunIdentity.Mine, Path.GetRandomFileName());
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Removes what dead owners have left; returns what was removed, a line each.</summary>
    public static IReadOnlyList<string> Sweep() => Sweep(RunIdentity.IsOrphan);

    /// <summary>Removes what this process's own run has left.</summary>
    internal static IReadOnlyList<string> SweepMine() => Sweep(name => name == RunIdentity.Mine);

    private static List<string> Sweep(Func<string, bool> mine)
    {
        var removed = new List<string>();
        var hierarchy = Hierarchies.Find();
        foreach (var root in hierarchy?.Roots ?? [])
        {
            foreach (var run in Folders(root).Where(folder => mine(Path.GetFileName(folder))))
            {
                removed.AddRange(KillAll(run));
                RemoveGroups(run);
                removed.Add($"cgroup {run}");
            }
            if (!(Folders(root).Length > 0))
                TryRemove(root);
        }
        foreach (var folder in Directory.GetDirectories(Path.GetTempPath(), "berth-*").Where(folder => mine(folder[TemporaryPrefix.Length..])))
        {
            Directory.Delete(folder, recursive: true);
            removed.Add($"folder {folder}");
        }
        return removed;
    }

    private static string[] Folders(string root) => Directory.Exists(root) ? Directory.GetDirectories(root) : [];

    private static List<string> KillAll(string run)
    {
        var killed = new List<string>();
        var since = Stopwatch.StartNew();
        string[] groups = [run, .. Directory.GetDirectories(run, "*", SearchOption.AllDirectories)];
        while (groups.SelectMany(CgroupFiles.Processes).ToHashSet() is { Count: > 0 } alive && since.Elapsed < Patience)
        {
            foreach (var pid in alive)
            {
                using var process = ProcessHandle.Open(pid);
                if (process?.Signal(Libc.Kill) == true)
                    killed.Add($"process {pid}");
            }
            foreach (var state in groups.Select(group => Path.Combine(group, "freezer.state")).Where(File.Exists))
                CgroupFiles.Write(Path.GetDirectoryName(state)!, "freezer.state", "THAWED");
            MonotonicClock.SleepUntil(MonotonicClock.Now + 2_000_000);
        }
        return [.. killed.Distinct()];
    }

    private static void RemoveGroups(string run)
    {
        foreach (var group in Directory.GetDirectories(run, "*", SearchOption.AllDirectories).OrderByDescending(group => group.Length).Append(run))
            TryRemove(group);
    }

    private static void TryRemove(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (IOException)
        {
            // Another run has begun to use it, or its last process has not quite ended: the next sweep finds it.
        }
    }
}
