using System.Diagnostics;
using Berth.Records.Store;

namespace Berth.Records.Tests;

public sealed class KilledWriterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(137)]
    [InlineData(1500)]
    public void A_killed_writer_loses_nothing_that_it_acknowledged(int after)
    {
        using var folder = new TemporaryFolder();
        var acknowledged = Kill(folder["run.db"], null, after);
        using var reader = RunReader.Open(folder["run.db"]);
        Assert.InRange(AssertWhole(reader), acknowledged + 1, acknowledged + 2);
    }

    /// <summary>Starts a writer and kills it after some acknowledged items; returns the number of the last.</summary>
    internal static int Kill(string database, string? connection, int after)
    {
        using var writer = Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            Environment = { [CrashWriter.Variable] = database, [CrashWriter.Connection] = connection },
        })!;
        var acknowledged = -1;
        try
        {
            while (acknowledged < after && writer.StandardOutput.ReadLine() is { } line)
                acknowledged = int.Parse(line);
        }
        finally
        {
            writer.Kill();
        }
        // The kill may fall into a line; only whole ones were said.
        var rest = writer.StandardOutput.ReadToEnd();
        foreach (var line in rest[..(rest.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
            acknowledged = int.Parse(line);
        Assert.True(writer.WaitForExit(TimeSpan.FromSeconds(10)));
        Assert.True(acknowledged >= after);
        return acknowledged;
    }

    /// <summary>Asserts that the items are all from the first on; returns how many.</summary>
    internal static int AssertWhole(RunReader reader)
    {
        var kept = reader.Items(1).Select(pair => pair.Item.Item).ToList();
        Assert.Equal(Enumerable.Range(0, kept.Count), kept);
        return kept.Count;
    }
}
