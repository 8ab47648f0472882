using System.Net;
using Berth.Model;
using Berth.Model.Units;
using Berth.Workloads.Images;
using Berth.Workloads.Serving;

namespace Berth.Workloads.Sources;

/// <summary>
/// A camera. It reads <see cref="SourceSettings"/> as one line of JSON, makes its pictures, sends some to warm up, and writes
/// <c>ready</c>, or <c>error MESSAGE</c> and ends with 3. Then it takes <c>start BEGIN END REPETITION</c> (nanoseconds of CLOCK_MONOTONIC; each repetition has its own arrivals) and
/// <c>stop</c> and <c>clock COUNT</c> (answered by <c>clock OFFSET BOUND</c>, how far the worker's clock is ahead in nanoseconds, or <c>clock unknown</c>), writes an <see cref="ItemLine"/> for each item and <c>end COUNT</c> after the last, and ends with its standard input.
/// </summary>
public static class SourceProgram
{
    /// <summary>The hidden verb of the program that runs <see cref="Main"/>.</summary>
    public const string Verb = "source";

    private const int SmallPicture = 4_000;

    /// <summary>Runs until the input ends.</summary>
    public static int Main() => NodeProgram.Run((input, output) =>
    {
        var settings = SourceSettings.Parse(input.Read());
        var seed = new RandomStream(settings.Seed, settings.Stream + " pictures").NextInt(int.MaxValue);
        var pictures = Pictures.Generate(settings.Pictures, new Memory(settings.PictureBytes), settings.Format, seed);
        using var sender = Sender(settings);
        var small = Pictures.Generate(1, new Memory(SmallPicture), settings.Format, seed)[0];
        WarmUp.Rehearse(settings, sender, small);
        WarmUp.Run(sender, small, pictures[0], settings.WarmUps, settings.TimeoutNanoseconds);
        using var lines = new LineWriter(Console.OpenStandardOutput());
        output.WriteLine("ready");
        var control = new SourceControl(
            repetition => new OpenLoop(settings.Of(repetition), sender, pictures, lines), count => ClockProbe.Measure(sender, small, count, settings.TimeoutNanoseconds), lines);
        while (true)
            control.Execute(input.Read());
    });

    private static IItemSender Sender(SourceSettings settings)
    {
        if (settings.Transport == Transport.Http)
            return new HttpSender(new IPEndPoint(IPAddress.Parse(settings.Host), settings.Port), $"{settings.Host}:{settings.Port}");
        var sender = new MqttSender(settings.Host, settings.Port, settings.TopicPrefix, settings.Node, settings.InFlightLimit);
        _ = sender.WaitReady(NodeProgram.BrokerPatience);
        return sender;
    }
}
