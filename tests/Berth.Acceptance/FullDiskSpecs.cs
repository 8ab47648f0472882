using System.Diagnostics;
using Berth.Acceptance.Harness;

namespace Berth.Acceptance;

public sealed class FullDiskSpecs(ITestOutputHelper output) : Specs
{
    [Theory(Timeout = 240 * Seconds)]
    [InlineData("4k")]
    [InlineData("64k")]
    [InlineData("140k")]
    [InlineData("200k")]
    [InlineData("400k")]
    [InlineData("130k")]
    [InlineData("150k")]
    [InlineData("170k")]
    public async Task I_am_told_when_the_disk_is_full(string size)
    {
        NeedRoot();
        var runs = Directory.CreateDirectory(Path.Combine(Folder, "runs")).FullName;
        Assert.SkipWhen(await Run("mount", "-t", "tmpfs", "-o", $"size={size}", "none", runs) != 0, "needs the right to mount a tmpfs");
        try
        {
            var file = Write("run.yaml", new ExperimentText { Rate = "20/s" }.ToString());
            var result = (await Berth("run", file, "--runs", runs)).Exits(3);
            output.WriteLine(result.Text);
            Assert.Matches("disk (is|was) full", result.Text);
            Assert.Matches("choose another folder for runs|then run: berth report", result.Text);
            Assert.DoesNotContain("   at ", result.Text, StringComparison.Ordinal);
        }
        finally
        {
            Assert.Equal(0, await Run("umount", runs));
        }
    }

    [Fact(Timeout = 60 * Seconds)]
    public async Task I_am_told_when_runs_cannot_be_kept_where_I_want_them()
    {
        NeedRoot();
        Write("taken", "");
        var file = Write("run.yaml", new ExperimentText().ToString());
        (await Berth("run", file, "--runs", "taken")).Exits(3).Says("taken");
        (await Berth("run", file, "--runs", "/proc/nowhere")).Exits(3).Says("/proc/nowhere");
    }

    private static async Task<int> Run(string command, params string[] arguments)
    {
        using var process = Process.Start(command, arguments);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
