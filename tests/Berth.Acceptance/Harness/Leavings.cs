using System.Diagnostics;
using System.Text;

namespace Berth.Acceptance.Harness;

/// <summary>
/// What the commands of one specification may have left on the machine. Their processes carry a mark in their environment and make
/// temporary files in a folder of their own, so that other runs on the machine are not taken for theirs. A network namespace, and the devices
/// in it, last as long as a process or a mount holds it.
/// </summary>
internal sealed class Leavings : IDisposable
{
    private const string Variable = "BERTH_ACCEPTANCE";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly string _mark = Guid.NewGuid().ToString("N");
    private readonly string _temporary = Directory.CreateTempSubdirectory("berth-acceptance-tmp-").FullName;
    private readonly List<int> _owners = [];
    private readonly HashSet<string> _mountsBefore = [.. File.ReadLines("/proc/self/mounts")];

    internal void Mark(ProcessStartInfo start)
    {
        start.Environment[Variable] = _mark;
        start.Environment["TMPDIR"] = _temporary;
        // As ./berth does.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
    }

    internal void Own(int pid) => _owners.Add(pid);

    internal IReadOnlyList<int> Processes(string word) =>
        [.. Processes().Where(pid => CommandLine(pid).Contains(word, StringComparison.Ordinal))];

    /// <summary>Asserts that nothing is left; the kernel gets a moment to take down what has ended.</summary>
    internal async Task AssertNone()
    {
        var since = Stopwatch.StartNew();
        while (Find().Count > 0 && since.Elapsed < Patience)
            await Task.Delay(20);
        Assert.Empty(Find());
    }

    public void Dispose() => Directory.Delete(_temporary, recursive: true);

    private List<string> Find()
    {
        var found = new List<string>();
        found.AddRange(Processes().Select(pid => $"process {pid}: {CommandLine(pid)}"));
        found.AddRange(Groups().Where(group => _owners.Any(owner => Path.GetFileName(group).StartsWith($"{owner}-", StringComparison.Ordinal))));
        found.AddRange(Directory.EnumerateFileSystemEntries(_temporary, "*", SearchOption.AllDirectories));
        found.AddRange(File.ReadLines("/proc/self/mounts").Where(line => !_mountsBefore.Contains(line) && line.Contains("berth", StringComparison.Ordinal)));
        if (Directory.Exists("/sys/class/net/berth0"))
            found.Add("device berth0");
        return found;
    }

    /// <summary>Control groups of runs, of whichever owner.</summary>
    private static List<string> Groups() =>
    [
        .. Directory.GetDirectories("/sys/fs/cgroup").Prepend("/sys/fs/cgroup").Select(root => Path.Combine(root, "berth"))
            .Where(Directory.Exists).SelectMany(Directory.GetDirectories),
    ];

    private IEnumerable<int> Processes()
    {
        var mark = Encoding.ASCII.GetBytes($"{Variable}={_mark}");
        return Numbers().Where(pid => Read($"/proc/{pid}/environ").AsSpan().IndexOf(mark) >= 0);
    }

    private static IEnumerable<int> Numbers() => Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => char.IsAsciiDigit(name![0])).Select(name => int.Parse(name!));

    private static string CommandLine(int pid) => Encoding.UTF8.GetString(Read($"/proc/{pid}/cmdline")).Replace('\0', ' ');

    private static byte[] Read(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
