using System.Globalization;
using Berth.Records.Store;

namespace Berth.Records;

/// <summary>
/// The folder of one run: <c>runs/&lt;name&gt;-&lt;yyyyMMdd-HHmmss&gt;[-n]/</c> with the experiment as read, the database, CSV exports, the machine,
/// the report and its figures.
/// </summary>
public sealed class RunFolder
{
    private const int MostInOneSecond = 1000;

    private RunFolder(string path) => FullPath = path;

    /// <summary>Absolute path of the folder.</summary>
    public string FullPath { get; }

    /// <summary>Name of the folder, by which a person calls the run.</summary>
    public string Name => Path.GetFileName(FullPath);

    /// <summary>The experiment file as it was read.</summary>
    public string Experiment => Path.Combine(FullPath, "experiment.yaml");

    /// <summary>The database; a run whose records are in PostgreSQL has a file beside this path that points there instead.</summary>
    public string Database => Path.Combine(FullPath, "run.db");

    /// <summary>What was collected, and from where; only in the folder of a collection, which has no experiment.</summary>
    public string Collection => Path.Combine(FullPath, "collection.json");

    /// <summary>Which scheduler of a cluster decided, and how; only in the folder of its decisions, which has no experiment.</summary>
    public string Scheduler => Path.Combine(FullPath, "scheduler.json");

    /// <summary>Connection string of the PostgreSQL database for its records, with the password if need be; null for the file, and for what its folder says.</summary>
    public string? Connection { get; init; }

    /// <summary>Folder of the CSV exports.</summary>
    public string Csv => Path.Combine(FullPath, "csv");

    /// <summary>The machine that it ran on.</summary>
    public string Machine => Path.Combine(FullPath, "machine.json");

    /// <summary>The report.</summary>
    public string Report => Path.Combine(FullPath, "report.html");

    /// <summary>The figures of the report.</summary>
    public string Summary => Path.Combine(FullPath, "summary.json");

    /// <summary>Removes the folder and all that is in it.</summary>
    public void Remove() => Directory.Delete(FullPath, recursive: true);

    /// <summary>Makes a new folder with the experiment in it; two runs never share one, even when started in the same second.</summary>
    /// <param name="root">Folder of all runs; made when missing.</param>
    /// <param name="name">Name of the experiment.</param>
    /// <param name="experiment">Its text.</param>
    /// <param name="time">Clock of the name; its local time.</param>
    /// <param name="store">Connection string of the PostgreSQL database for its records; null for a file in it.</param>
    /// <exception cref="RecordsException">The folder cannot be written.</exception>
    public static RunFolder Create(string root, string name, string experiment, TimeProvider time, string? store = null) =>
        Create(root, name, static folder => folder.Experiment, experiment, time, store);

    /// <summary>Makes a new folder for what is collected from programs that Berth does not run.</summary>
    /// <param name="root">Folder of all runs; made when missing.</param>
    /// <param name="name">Name of the collection.</param>
    /// <param name="sources">What is collected, as JSON.</param>
    /// <param name="time">Clock of the name; its local time.</param>
    /// <param name="store">As above.</param>
    /// <exception cref="RecordsException">The folder cannot be written.</exception>
    public static RunFolder CreateCollection(string root, string name, string sources, TimeProvider time, string? store = null) =>
        Create(root, name, static folder => folder.Collection, sources, time, store);

    /// <summary>Makes a new folder for what a scheduler of a cluster decides.</summary>
    /// <param name="root">Folder of all runs; made when missing.</param>
    /// <param name="name">Name of the scheduler.</param>
    /// <param name="settings">Its policy and options, as JSON.</param>
    /// <param name="time">Clock of the name; its local time.</param>
    /// <param name="store">As above.</param>
    /// <exception cref="RecordsException">The folder cannot be written.</exception>
    public static RunFolder CreateScheduler(string root, string name, string settings, TimeProvider time, string? store = null) =>
        Create(root, name, static folder => folder.Scheduler, settings, time, store);

    private static RunFolder Create(string root, string name, Func<RunFolder, string> claim, string text, TimeProvider time, string? store)
    {
        var stem = $"{Safe(name)}-{time.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}";
        return RecordsFailure.Translate("make a run's folder in", Path.GetFullPath(root), () =>
        {
            for (var number = 1; number <= MostInOneSecond; number++)
            {
                var folder = new RunFolder(Path.GetFullPath(Path.Combine(root, number == 1 ? stem : $"{stem}-{number}"))) { Connection = store };
                Directory.CreateDirectory(folder.FullPath);
                if (TryClaim(claim(folder), text))
                    return folder;
            }
            throw new IOException($"there are {MostInOneSecond} runs of the same second already");
        });
    }

    /// <summary>Opens a run's folder.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="store">Connection string to use instead of the one that the folder keeps without its password; null for that one.</param>
    /// <exception cref="RecordsException">It is not one.</exception>
    public static RunFolder Open(string path, string? store = null)
    {
        var folder = new RunFolder(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))) { Connection = store };
        if (!folder.HasRecords)
            throw new RecordsException($"{folder.FullPath} is not the folder of a run: it has no run.db; give a folder that 'berth run' made");
        return folder;
    }

    /// <summary>Every run in a folder, the newest last; empty when there is no such folder.</summary>
    public static IReadOnlyList<RunFolder> List(string root) =>
        !Directory.Exists(root) ? [] : [.. new DirectoryInfo(root).EnumerateDirectories()
            .Select(folder => new RunFolder(folder.FullName))
            .Where(folder => folder.HasRecords)
            .OrderBy(folder => File.GetLastWriteTimeUtc(folder.Experiment)).ThenBy(folder => folder.Name, StringComparer.Ordinal)];

    /// <summary>Writes one of its files whole, by name or path: under another name first, so that no reader sees half of it.</summary>
    /// <exception cref="RecordsException">It cannot be written.</exception>
    public void Write(string file, string text)
    {
        var finished = Path.Combine(FullPath, file);
        RecordsFailure.Translate("write", finished, () => WholeFile.Write(finished, text));
    }

    internal bool HasRecords => File.Exists(Database) || File.Exists(StorePointer.FileOf(Database));

    /// <summary>Creating the experiment's copy is what makes a folder ours: the kernel lets only one process do it.</summary>
    private static bool TryClaim(string file, string text)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
        }
        catch (IOException) when (File.Exists(file))
        {
            return false;
        }
        using var writer = new StreamWriter(stream);
        writer.Write(text);
        return true;
    }

    private static string Safe(string name)
    {
        var safe = string.Concat(name.Take(60).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-')).TrimStart('.');
        return safe.Length == 0 ? "run" : safe;
    }
}
