namespace Berth.Records.Tests;

public sealed class RunFolderTests : IDisposable
{
    private static readonly FixedTime Time = new(new DateTimeOffset(2026, 3, 1, 9, 8, 7, TimeSpan.Zero));

    private readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void A_folder_is_named_after_the_experiment_and_the_moment_and_holds_the_experiment_as_read()
    {
        var folder = RunFolder.Create(_root["runs"], "where-to-compute", "name: where-to-compute\n", Time);
        Assert.Equal("where-to-compute-20260301-090807", folder.Name);
        Assert.Equal("name: where-to-compute\n", File.ReadAllText(folder.Experiment));
        Assert.Equal(_root["runs/where-to-compute-20260301-090807/run.db"], folder.Database);
        Assert.Equal(["csv", "machine.json", "report.html", "summary.json"],
            new[] { folder.Csv, folder.Machine, folder.Report, folder.Summary }.Select(Path.GetFileName));
    }

    [Fact]
    public void Runs_that_start_together_get_folders_of_their_own()
    {
        var names = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.For(0, 20, _ => names.Add(RunFolder.Create(_root.Path, "same", "", Time).Name));
        Assert.Equal(20, names.Distinct().Count());
        Assert.Contains("same-20260301-090807-20", names);
    }

    [Theory]
    [InlineData("../../etc/x", "-..-etc-x")]
    [InlineData("...", "run")]
    [InlineData("a b/ü", "a-b--")]
    public void A_name_never_leaves_the_folder_of_runs(string name, string stem)
    {
        var folder = RunFolder.Create(_root.Path, name, "", Time);
        Assert.Equal(_root.Path, Path.GetDirectoryName(folder.FullPath));
        Assert.Equal($"{stem}-20260301-090807", folder.Name);
    }

    [Fact]
    public void Only_folders_with_a_database_are_runs()
    {
        var folder = RunFolder.Create(_root.Path, "one", "", Time);
        Assert.Contains("no run.db", Assert.Throws<RecordsException>(() => RunFolder.Open(folder.FullPath)).Message);
        Assert.Empty(RunFolder.List(_root.Path));
        File.WriteAllText(folder.Database, "");
        Assert.Equal(folder.Name, RunFolder.Open(folder.FullPath + "/").Name);
        Assert.Equal([folder.Name], RunFolder.List(_root.Path).Select(run => run.Name));
        Assert.Empty(RunFolder.List(_root["nowhere"]));
    }

    [Fact]
    public void A_file_is_written_whole_or_not_at_all()
    {
        var folder = RunFolder.Create(_root.Path, "one", "", Time);
        folder.Write("summary.json", "{}");
        folder.Write(folder.Summary, "{ }");
        Assert.Equal("{ }", File.ReadAllText(folder.Summary));
        Directory.CreateDirectory(folder.Report);
        Assert.Throws<RecordsException>(() => folder.Write("report.html", "<html>"));
        Assert.Empty(Directory.GetFiles(folder.FullPath, "*.part"));
    }

    [Fact]
    public void A_file_where_the_folder_of_runs_should_be_is_a_clear_error()
    {
        File.WriteAllText(_root["runs"], "");
        var message = Assert.Throws<RecordsException>(() => RunFolder.Create(_root["runs"], "one", "", Time)).Message;
        Assert.StartsWith($"cannot make a run's folder in {_root["runs"]}: ", message, StringComparison.Ordinal);
    }
}
