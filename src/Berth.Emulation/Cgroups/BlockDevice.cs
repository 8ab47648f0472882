namespace Berth.Emulation.Cgroups;

/// <summary>The block device behind a folder, as the kernel's throttles name it.</summary>
internal static class BlockDevice
{
    /// <summary>MAJOR:MINOR of the file system that holds the working folder.</summary>
    internal static string OfWorkingFolder()
    {
        var folder = Environment.CurrentDirectory;
        return File.ReadLines("/proc/self/mountinfo")
            .Select(line => line.Split(' '))
            .Where(fields => fields.Length > 4 && (folder == fields[4] || fields[4] == "/" || folder.StartsWith(fields[4] + "/", StringComparison.Ordinal)))
            .MaxBy(fields => fields[4].Length)![2];
    }
}
