using Berth.Records.Collection;

namespace Berth.Records.Tests.Collection;

public sealed class LineFollowerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Log => _folder["a.log"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Whole_lines_come_once_each_as_the_file_grows()
    {
        using var follower = new LineFollower(Log);
        Assert.Empty(follower.Take());
        File.WriteAllText(Log, "one\r\ntwo\nthr");
        Assert.Equal(["one", "two"], follower.Take());
        Assert.Empty(follower.Take());
        File.AppendAllText(Log, "ee\n\nfour");
        Assert.Equal(["three", ""], follower.Take());
        Assert.Equal("four", follower.TakeRest());
        Assert.Null(follower.TakeRest());
    }

    [Fact]
    public void A_log_that_is_turned_over_loses_nothing()
    {
        using var follower = new LineFollower(Log);
        File.WriteAllText(Log, "one\n");
        Assert.Equal(["one"], follower.Take());
        File.AppendAllText(Log, "two\nlast of the old");
        File.Move(Log, _folder["a.log.1"]);
        File.AppendAllText(_folder["a.log.1"], "!");
        // Longer than the old one.
        File.WriteAllText(Log, new string('x', 100) + "\n");
        Assert.Equal(["two", "last of the old!", new string('x', 100)], follower.Take());
        File.Delete(Log);
        Assert.Empty(follower.Take());
        File.WriteAllText(Log, "new\n");
        Assert.Equal(["new"], follower.Take());
    }

    [Fact]
    public void A_log_that_is_cut_is_read_from_its_beginning()
    {
        using var follower = new LineFollower(Log);
        File.WriteAllText(Log, "one\ntwo\n");
        Assert.Equal(2, follower.Take().Count());
        File.WriteAllText(Log, "three\n");
        Assert.Equal(["three"], follower.Take());
    }

    [Fact]
    public void A_line_without_end_does_not_fill_the_memory()
    {
        using var follower = new LineFollower(Log);
        File.WriteAllText(Log, new string('x', 3 * LineFollower.Longest) + "\nnext\n");
        Assert.Equal(["next"], follower.Take());
        Assert.Equal(1, follower.Dropped);
    }
}
