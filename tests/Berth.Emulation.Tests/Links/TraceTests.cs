using Berth.Emulation.Links;
using Berth.Emulation.Posix;

namespace Berth.Emulation.Tests.Links;

public sealed class TraceTests(ITestOutputHelper output)
{
    [Fact]
    public void A_link_follows_its_trace_and_begins_it_again()
    {
        using var file = new TemporaryFile("10\n10\n10\n50\n100\n");
        var trace = DeliveryTrace.Read(file.Path);
        Assert.Equal(5 * 1500 * 8 / 0.1, trace.MeanRate, 1e-6);
        using var world = LinkWorld.Pair(new LinkSettings { Trace = trace });
        var begin = world.Router.Begin(MonotonicClock.Now + 50_000_000);
        var (_, received) = PacketStream.Run(world.End(0), world.End(1), 12, 1472, begin + 1_000_000, 0, 350_000_000);
        var took = received.Select(time => (time - begin) / 1e6).ToArray();
        output.WriteLine(string.Join(' ', took.Select(time => $"{time:0.00}")));
        double[] expected = [10, 10, 10, 50, 100, 110, 110, 110, 150, 200, 210, 210];
        Assert.All(took.Zip(expected), pair => Assert.InRange(pair.First, pair.Second - 0.5, pair.Second + 2));
    }

    [Fact]
    public void A_moment_carries_1500_bytes_of_several_packets_and_is_lost_when_nobody_waits()
    {
        var cursor = new TraceCursor(new DeliveryTrace([10, 20, 30]), 1000);
        Assert.Equal(1010, cursor.Carry(1000, 700));
        Assert.Equal(1010, cursor.Carry(1000, 800));
        Assert.Equal(1020, cursor.Carry(1000, 100));
        Assert.Equal(1030, cursor.Carry(1000, 1500));
        Assert.Equal(1040, cursor.Carry(1031, 1500));
        Assert.Equal(1060, cursor.Carry(1045, 3000));
        Assert.Equal(1090, cursor.Carry(1090, 10));
        Assert.Equal(1100, cursor.Carry(1090, 1500));
    }

    [Theory]
    [InlineData("10\n5\n", ":2: 5 ms lies before the line ahead of it")]
    [InlineData("10\nx\n", ":2: 'x' is no whole number of milliseconds")]
    [InlineData("0\n", "a trace needs a last moment after 0 ms")]
    [InlineData("", "a trace needs a last moment after 0 ms")]
    public void A_bad_trace_says_where_and_why(string text, string message)
    {
        using var file = new TemporaryFile(text);
        Assert.Contains(message, Assert.Throws<FormatException>(() => DeliveryTrace.Read(file.Path)).Message, StringComparison.Ordinal);
    }
}
