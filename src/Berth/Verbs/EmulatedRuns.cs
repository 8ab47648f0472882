using Berth.Records;
using Berth.Records.Store;
using Berth.Reports.Building;

namespace Berth.Verbs;

/// <summary>Finds earlier emulated runs.</summary>
internal static class EmulatedRuns
{
    /// <summary>The newest emulated run of an experiment that was measured; null when there is none.</summary>
    internal static RunFolder? Newest(string runs, string experiment)
    {
        if (!Directory.Exists(runs))
            return null;
        foreach (var path in Directory.GetDirectories(runs, experiment + "-2*").OrderDescending(StringComparer.Ordinal))
            try
            {
                var folder = RunFolder.Open(path);
                using var reader = RunReader.Open(folder);
                if (reader.Meta<string>(WorldsBuilder.WorldKey) is null && (reader.Deployments().Any(deployment => deployment.End is not null) || reader.ServiceOutcomes().Count > 0))
                    return folder;
            }
            catch (RecordsException)
            {
                // A folder that is no run, or one that was cut off early, has nothing to compare with.
            }
        return null;
    }
}
