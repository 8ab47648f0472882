using System.CommandLine;
using System.Globalization;
using System.Net;
using Berth.Model;
using Berth.Model.Units;
using Berth.Output;
using Berth.Workloads.Native;
using Berth.Workloads.Onnx;
using Berth.Workloads.Serving;

namespace Berth.Verbs;

/// <summary><c>berth work</c>: runs one replica of a service.</summary>
internal static class WorkVerb
{
    internal static Command Make()
    {
        var port = new Option<int>("--port") { Description = "Port to listen on; 0 is any free one.", DefaultValueFactory = _ => 8080 };
        var address = new Option<string>("--address") { Description = "IP address to listen on; 0.0.0.0 is all of them.", DefaultValueFactory = _ => "127.0.0.1" };
        var model = new Option<string?>("--model") { Description = "ONNX classifier; the one in models/ if it is not given." };
        var threads = new Option<int>("--threads") { Description = "Pictures that are processed at once, each on one core.", DefaultValueFactory = _ => 1 };
        var batch = new Option<int>("--batch") { Description = "Most pictures that one run of the network takes.", DefaultValueFactory = _ => 1 };
        var wait = new Option<string>("--batch-wait") { Description = "How long more pictures are waited for; 0ms takes what waits.", DefaultValueFactory = _ => "0ms" };
        var queue = new Option<int>("--queue") { Description = "Most pictures that wait; more are refused with 503.", DefaultValueFactory = _ => 1000 };
        var pause = new Option<string>("--pause") { Description = "What each run of the network waits beside the processor, as for a disk or another service.", DefaultValueFactory = _ => "0ms" };
        var deviation = new Option<string>("--pause-deviation") { Description = "Standard deviation of that.", DefaultValueFactory = _ => "0ms" };
        var seed = new Option<long>("--seed") { Description = "Seed of that deviation.", DefaultValueFactory = _ => 1 };
        var json = JsonOption.Make();
        var classification = new Command("image-classification", "Say what pictures show: POST / and /predict, GET /health and /metrics.") { port, address, model, threads, batch, wait, queue, pause, deviation, seed, json };
        classification.SetAction((parsed, _) => RunAsync(
            () => new(
                Transport.Http, Address(parsed.GetValue(address)!), Within("--port", parsed.GetValue(port), 0, 65535), Within("--threads", parsed.GetValue(threads), 1, 1024),
                parsed.GetValue(model), Within("--queue", parsed.GetValue(queue), 1, 1_000_000), Batch: Within("--batch", parsed.GetValue(batch), 1, 64),
                BatchWaitNanoseconds: Wait("--batch-wait", parsed.GetValue(wait)!),
                Pause: Pause(Wait("--pause", parsed.GetValue(pause)!), Wait("--pause-deviation", parsed.GetValue(deviation)!), parsed.GetValue(seed))),
            parsed.GetValue(json)));
        var work = new Command("work", "Run one replica of a service until it is told to end.") { classification };
        foreach (var function in FunctionCommands.Make())
            work.Subcommands.Add(function);
        return work;
    }

    private static async Task<int> RunAsync(Func<WorkerSettings> read, bool json)
    {
        using var interruption = new Interruption();
        try
        {
            await Replica.RunAsync(read(), (at, seconds) => Announce($"http://{at}", seconds, json), interruption.Token).ConfigureAwait(false);
            return ExitCodes.Done;
        }
        catch (MissingLibraryException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
            return ExitCodes.MachineLacks;
        }
        catch (Exception exception) when (exception is ArgumentException or OnnxException or IOException)
        {
            await Console.Error.WriteLineAsync(ErrorText.Of(exception)).ConfigureAwait(false);
            return ExitCodes.BadInput;
        }
    }

    private static void Announce(string url, double seconds, bool json)
    {
        if (json)
            JsonOutput.Write(new WorkJson(url, seconds));
        else
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ready {url} started in {seconds:0.00} s"));
    }

    internal static string Address(string text) =>
        IPAddress.TryParse(text, out _) ? text : throw new ArgumentException($"--address {text} is no IP address such as 127.0.0.1");

    internal static int Within(string option, int value, int least, int most) =>
        value >= least && value <= most ? value : throw new ArgumentException($"{option} {value} is not between {least} and {most}");

    private static PauseSettings? Pause(long mean, long deviation, long seed) => mean + deviation > 0 ? new(mean, deviation, seed) : null;

    private static long Wait(string option, string text) =>
        Duration.TryParse(text, out var value) && value.Seconds <= 60 ? value.Nanoseconds : throw new ArgumentException($"{option} {text} is not {Duration.Expected}, at most 60s");
}

/// <summary><c>berth work image-classification --json</c>, when it is ready.</summary>
internal sealed record WorkJson(string Url, double StartupSeconds);
