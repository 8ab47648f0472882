using Berth.Records;

namespace Berth.Verbs;

/// <summary>Finds comparisons that were cut off.</summary>
internal static class UnfinishedRuns
{
    /// <summary>The newest run of that name and text without a summary; null when there is none.</summary>
    internal static RunFolder? Newest(string runs, string name, string text, string? connection)
    {
        if (!Directory.Exists(runs))
            return null;
        foreach (var path in Directory.GetDirectories(runs, name + "-2*").OrderDescending(StringComparer.Ordinal))
            try
            {
                var folder = RunFolder.Open(path, connection);
                if (!File.Exists(folder.Summary) && File.ReadAllText(folder.Experiment) == text)
                    return folder;
            }
            catch (RecordsException)
            {
                // A folder without records cannot be continued.
            }
        return null;
    }
}
