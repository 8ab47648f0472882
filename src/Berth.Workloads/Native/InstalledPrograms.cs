namespace Berth.Workloads.Native;

/// <summary>Programs of the machine.</summary>
public static class InstalledPrograms
{
    /// <summary>Whether a program is on the path, or among those of the system.</summary>
    public static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, program)));
}
