using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Berth.Emulation.Posix;
using Berth.Emulation.Processes;
using Berth.Emulation.World;
using Berth.Workloads.Programs;

namespace Berth.Emulation.Tests.Processes;

public sealed class ProcessReaderTests(ITestOutputHelper output)
{
    private const double Memory = 1 << 30;

    [Fact]
    public void It_reads_what_the_kernel_says_of_a_process()
    {
        using var reader = new ProcessReader("n", "worker", Environment.ProcessId, 0.5, Memory);
        var before = reader.Sample(7)!;
        using var self = Process.GetCurrentProcess();
        Assert.Equal(("n", "worker", self.Id, 7L), (before.Node, before.Role, before.Pid, before.Moment));
        Assert.InRange(before.ResidentBytes / (double)self.WorkingSet64, 0.8, 1.25);
        Assert.InRange(before.VirtualBytes / (double)self.VirtualMemorySize64, 0.8, 1.25);
        Assert.Equal(100 * before.ResidentBytes / Memory, before.MemoryPercent);
        Assert.InRange(before.Threads - self.Threads.Count, -5, 5);
        Assert.InRange(before.UserSeconds - self.UserProcessorTime.TotalSeconds, -0.5, 0.5);
        // From the start of the process, on half a core.
        Assert.InRange(before.CpuPercent / (200 * (before.UserSeconds + before.SystemSeconds) / before.UptimeSeconds), 0.5, 2);

        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        client.Connect((IPEndPoint)listener.LocalEndpoint);
        using var server = listener.AcceptTcpClient();
        for (var number = 0; number < 20; number++)
            using (var thread = new Barrier(2))
            {
                var other = new Thread(() => thread.SignalAndWait());
                other.Start();
                thread.SignalAndWait();
                other.Join();
            }
        var after = reader.Sample(8)!;
        Assert.Equal(2, after.Connections - before.Connections);
        Assert.True(after.VoluntarySwitches > before.VoluntarySwitches);
        Assert.True(after.UserSeconds >= before.UserSeconds && after.UptimeSeconds > before.UptimeSeconds);
    }

    [Fact]
    public void A_process_that_has_ended_has_no_samples()
    {
        using var process = Process.Start("sleep", "60");
        using var reader = new ProcessReader("n", "worker", process.Id, 1, Memory);
        Assert.Equal(1, reader.Sample(1)!.Threads);
        process.Kill();
        process.WaitForExit();
        Assert.Null(reader.Sample(2));
        using var late = new ProcessReader("n", "worker", process.Id, 1, Memory);
        Assert.Null(late.Sample(3));
    }

    /// <summary>Fifty processes each second may take 2 % of a core, which is 20 ms. Each is a server of functions: some twenty threads, a hundred files. The bound is wide, because the machine is not quiet; the benchmark measures.</summary>
    [Fact]
    public void Fifty_processes_are_sampled_in_a_fiftieth_of_a_second()
    {
        var command = BerthProgram.Command("work", "pi", "--port", "0");
        using var server = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true })!;
        try
        {
            Assert.StartsWith("ready ", server.StandardOutput.ReadLine(), StringComparison.Ordinal);
            var readers = Enumerable.Range(0, 50).Select(_ => new ProcessReader("n", "worker", server.Id, 1, Memory)).ToList();
            var least = Enumerable.Range(0, 10).Min(_ =>
            {
                var begun = ProcessorClock.ThisThread;
                Assert.All(readers, reader => Assert.NotNull(reader.Sample(1)));
                return (ProcessorClock.ThisThread - begun) / 1e6;
            });
            readers.ForEach(reader => reader.Dispose());
            output.WriteLine($"{least:0.0} ms of processor time");
            Assert.InRange(least, 0, 40);
        }
        finally
        {
            server.Kill();
            server.WaitForExit();
        }
    }
}
