using System.Diagnostics;

namespace Berth.Reports.Tests;

/// <summary>Opens a page in a browser without a window.</summary>
internal static class Chromium
{
    private const string Program = "/usr/bin/chromium";

    /// <summary>The page after its scripts ran, and what it wrote to the console.</summary>
    public static async Task<(string Page, string Console)> Open(ReportFile report, CancellationToken stop)
    {
        if (!File.Exists(Program))
            Assert.Skip($"{Program} is absent; install it with: apt-get install chromium");

        var start = new ProcessStartInfo(Program) { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
            $"--user-data-dir={Path.Combine(report.Folder, "profile")}", "--enable-logging=stderr", "--log-level=0",
            "--window-size=1280,4000", "--virtual-time-budget=5000", "--dump-dom", new Uri(report.Path).AbsoluteUri,
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
            deadline.CancelAfter(TimeSpan.FromMinutes(2));
            var page = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var log = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            var console = (await log).Split('\n').Where(line => line.Contains(":CONSOLE", StringComparison.Ordinal));
            return (await page, string.Join('\n', console));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
