using System.Globalization;

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

    /// <summary>The database.</summary>
    public string Database => Path.Combine(FullPath, "run.db");

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
    /// <exception cref="RecordsException">The folder cannot be written.</exception>
    public static RunFolder Create(string root, string name, string experiment, TimeProvider time)
    {
        var stem = $"{Safe(name)}-{time.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}";
        return RecordsFailure.Translate("make a run's folder in", Path.GetFullPath(root), () =>
        {
            for (var number = 1; number <= MostInOneSecond; number++)
            {
                var folder = new RunFolder(Path.GetFullPath(Path.Combine(root, number == 1 ? stem : $"{stem}-{number}")));
                Directory.CreateDirectory(folder.FullPath);
                if (TryClaim(folder.Experiment, experiment))
                    return folder;
            }
            throw new IOException($"there are {MostInOneSecond} runs of the same second already");
        });
    }

    /// <summary>Opens a run's folder.</summary>
    /// <exception cref="RecordsException">It is not one.</exception>
    public static RunFolder Open(string path)
    {
        var folder = new RunFolder(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        if (!File.Exists(folder.Database))
            throw new RecordsException($"{folder.FullPath} is not the folder of a run: it has no run.db; give a folder that 'berth run' made");
        return folder;
    }

    /// <summary>Every run in a folder, the newest last; empty when there is no such folder.</summary>
    public static IReadOnlyList<RunFolder> List(string root) =>
        !Directory.Exists(root) ? [] : [.. new DirectoryInfo(root).EnumerateDirectories()
            .Select(folder => new RunFolder(folder.FullName))
            .Where(folder => File.Exists(folder.Database))
            .OrderBy(folder => File.GetLastWriteTimeUtc(folder.Experiment)).ThenBy(folder => folder.Name, StringComparer.Ordinal)];

    /// <summary>Writes one of its files whole, by name or path: under another name first, so that no reader sees half of it.</summary>
    /// <exception cref="RecordsException">It cannot be written.</exception>
    public void Write(string file, string text)
    {
        var finished = Path.Combine(FullPath, file);
        var unfinished = finished + ".tmp";
        RecordsFailure.Translate("write", finished, () =>
        {
            try
            {
                File.WriteAllText(unfinished, text);
                File.Move(unfinished, finished, overwrite: true);
            }
            catch
            {
                File.Delete(unfinished);
                throw;
            }
        });
    }

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
