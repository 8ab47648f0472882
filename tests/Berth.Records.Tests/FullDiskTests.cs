using Berth.Records.Store;

namespace Berth.Records.Tests;

public sealed class FullDiskTests
{
    [Fact]
    public void A_full_disk_is_said_and_what_was_kept_stays()
    {
        using var disk = new SmallDisk("1m");
        File.WriteAllBytes(disk["ballast"], new byte[400_000]);
        var kept = 0;
        using (var store = RunStore.Create(disk["run.db"]))
        {
            var failure = Assert.Throws<RecordsException>(() =>
            {
                for (; kept < 1_000_000; kept++)
                    store.AddItems(1, "camera", [Examples.Item(kept)]);
            });
            Assert.Equal($"cannot write {disk["run.db"]}: the disk is full; free some space there, or choose another folder for runs", failure.Message);
            using (var reader = RunReader.Open(disk["run.db"]))
                Assert.Equal(kept, reader.Items(1).Count);

            File.Delete(disk["ballast"]);
            store.AddItems(1, "camera", [Examples.Item(kept)]);
        }
        using var last = RunReader.Open(disk["run.db"]);
        Assert.Equal(Enumerable.Range(0, kept + 1), last.Items(1).Select(pair => pair.Item.Item));
    }

    [Fact]
    public void A_full_disk_stops_the_folder_its_files_and_the_exports_with_the_same_words()
    {
        using var disk = new SmallDisk("1m");
        var folder = RunFolder.Create(disk.Path, "one", "name: one\n", TimeProvider.System);
        RunStore.Create(folder.Database).Dispose();
        using var reader = RunReader.Open(folder.Database);
        Fill(disk["ballast"]);
        string[] messages =
        [
            Assert.Throws<RecordsException>(() => RunFolder.Create(disk.Path, "two", new string('x', 10_000), TimeProvider.System)).Message,
            Assert.Throws<RecordsException>(() => folder.Write("report.html", new string('x', 10_000))).Message,
            Assert.Throws<RecordsException>(() => CsvExport.Write(reader, folder.Csv)).Message,
            Assert.Throws<RecordsException>(() => RunStore.Create(disk["other.db"])).Message,
        ];
        Assert.All(messages, message => Assert.True(message.Contains("the disk is full; free some space there", StringComparison.Ordinal), message));
        Assert.Empty(Directory.GetFiles(folder.FullPath, "*.part"));
    }

    [Fact]
    public void A_read_only_folder_is_said()
    {
        using var disk = new SmallDisk("1m");
        var folder = RunFolder.Create(disk.Path, "one", "name: one\n", TimeProvider.System);
        using (var store = RunStore.Create(folder.Database))
            store.AddItems(1, "camera", [Examples.Item(1)]);
        disk.MakeReadOnly();
        string[] messages =
        [
            Assert.Throws<RecordsException>(() => RunStore.Create(disk["other.db"])).Message,
            Assert.Throws<RecordsException>(() => RunFolder.Create(disk.Path, "two", "", TimeProvider.System)).Message,
            Assert.Throws<RecordsException>(() => folder.Write("report.html", "")).Message,
        ];
        Assert.All(messages, message => Assert.True(message.Contains("cannot be opened with these rights; allow access to it, or choose another folder", StringComparison.Ordinal), message));
        using var reader = RunReader.Open(folder.Database);
        Assert.Single(reader.Items(1));
    }

    private static void Fill(string path)
    {
        using var file = File.OpenWrite(path);
        try
        {
            while (true)
            {
                file.Write(new byte[4096]);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }
}
