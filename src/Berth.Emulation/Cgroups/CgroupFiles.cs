using System.Globalization;

namespace Berth.Emulation.Cgroups;

/// <summary>Reads and writes the kernel's one-value files.</summary>
internal static class CgroupFiles
{
    internal static void Write(string folder, string file, string value)
    {
        // Not File.WriteAllText: a control file is neither created nor truncated.
        using var control = new FileStream(Path.Combine(folder, file), FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        control.Write(System.Text.Encoding.ASCII.GetBytes(value));
    }

    internal static void Write(string folder, string file, long value) => Write(folder, file, value.ToString(CultureInfo.InvariantCulture));

    internal static IReadOnlyList<int> Processes(string folder)
    {
        try
        {
            return [.. File.ReadLines(Path.Combine(folder, "cgroup.procs")).Select(line => int.Parse(line, CultureInfo.InvariantCulture)).Where(pid => pid > 0)];
        }
        catch (IOException)
        {
            return [];
        }
    }
}
