using Berth.Model.Units;

namespace Berth.Model.Tests;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("500m", 0.5)]
    [InlineData("4", 4)]
    [InlineData(" 2.5 ", 2.5)]
    public void Cores_are_read_as_kubernetes_writes_them(string text, double cores) => Assert.Equal(cores, Parse<Cpu>(text).Cores);

    [Fact]
    public void Units_are_exact()
    {
        Assert.Equal(4.0 * 1024 * 1024 * 1024, Parse<Memory>("4Gi").Bytes);
        Assert.Equal(68_000, Parse<Memory>("68kB").Bytes);
        Assert.Equal(7.21e6, Parse<DataRate>("7.21Mbit/s").BitsPerSecond);
        Assert.Equal(800e6, Parse<DataRate>("100MB/s").BitsPerSecond);
        Assert.Equal(45_000_000, Parse<Duration>("45ms").Nanoseconds);
        Assert.Equal(0.5, Parse<Frequency>("30/min").PerSecond);
        Assert.Equal(0.001, Parse<Fraction>("0.1%").Value);
        Assert.Equal(3.6e6, Parse<Energy>("1kWh").Joules);
        Assert.Equal(new Latency(new(0.0075), new(0.0025)), Parse<Latency>("7.5ms +/- 2.5ms"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("W")]
    [InlineData("60")]
    [InlineData("-60W")]
    [InlineData("1e999W")]
    [InlineData("60 Watt")]
    [InlineData("1,5W")]
    public void A_power_without_number_or_known_unit_is_refused(string text) => Assert.False(Power.TryParse(text, out _));

    [Fact]
    public void What_is_printed_is_read_as_the_same_value()
    {
        var random = new RandomStream(3, "quantities");
        for (var round = 0; round < 2000; round++)
        {
            var value = Math.Pow(10, random.NextDouble() * 12 - 3);
            Same(value, Parse<Cpu>(new Cpu(value).ToString()).Cores);
            Same(value, Parse<DataRate>(new DataRate(value).ToString()).BitsPerSecond);
            Same(value, Parse<Power>(new Power(value).ToString()).Watts);
            Same(value, Parse<Duration>(new Duration(value).ToString()).Seconds);
            Same(value, Parse<Memory>(new Memory(value).ToString()).Bytes);
        }
    }

    private static void Same(double expected, double actual) => Assert.InRange(actual, expected * (1 - 1e-8), expected * (1 + 1e-8));

    private static T Parse<T>(string text) where T : struct, IQuantity<T>
    {
        Assert.True(T.TryParse(text, out var value), text);
        return value;
    }
}
