using System.CommandLine;
using System.Globalization;
using System.Net;
using Berth.Model.Units;
using Berth.Output;
using Berth.Workloads.Functions;

namespace Berth.Verbs;

/// <summary><c>berth work functions</c>, and <c>berth work NAME</c> for each of them: serves functions by HTTP.</summary>
internal static class FunctionCommands
{
    private const string All = "functions";

    /// <summary>The names of the commands.</summary>
    internal static IEnumerable<string> Names => [All, .. FunctionCatalog.Names];

    internal static IEnumerable<Command> Make() => Names.Select(name => Make(
        name, name == All ? FunctionCatalog.Names : [name], name == All ? "Compute on request, one at a time: POST /dense, /pi, /video, /stress and /ml, GET /health and /metrics." : $"The same with {name} only."));

    private static Command Make(string name, IReadOnlyList<string> functions, string description)
    {
        var port = new Option<int>("--port") { Description = "Port to listen on; 0 is any free one.", DefaultValueFactory = _ => 8080 };
        var address = new Option<string>("--address") { Description = "IP address to listen on; 0.0.0.0 is all of them.", DefaultValueFactory = _ => "127.0.0.1" };
        var queue = new Option<int>("--queue") { Description = "Most executions that wait; more are refused with 503.", DefaultValueFactory = _ => 16 };
        var grace = new Option<string>("--grace") { Description = "How long the execution under way may go on when the server is told to end.", DefaultValueFactory = _ => "5s" };
        var size = new Option<string>("--size") { Description = "Name of this process's size, for logs.", DefaultValueFactory = _ => "default" };
        var pod = new Option<string?>("--pod") { Description = "Name of this process, for logs; the host's name if it is not given." };
        var loki = new Option<string?>("--loki") { Description = "Address of a server that speaks Loki's HTTP API, such as http://127.0.0.1:3100; log lines are pushed to it." };
        var json = JsonOption.Make();
        var command = new Command(name, description) { port, address, queue, grace, size, pod, loki, json };
        command.SetAction((parsed, _) => RunAsync(
            () => new(
                new(IPAddress.Parse(WorkVerb.Address(parsed.GetValue(address)!)), WorkVerb.Within("--port", parsed.GetValue(port), 0, 65535)), functions,
                WorkVerb.Within("--queue", parsed.GetValue(queue), 1, 100_000), Grace(parsed.GetValue(grace)!), parsed.GetValue(size)!, parsed.GetValue(pod) ?? Environment.MachineName,
                parsed.GetValue(loki) is { } server ? Loki(server) : null),
            parsed.GetValue(json)));
        return command;
    }

    private static async Task<int> RunAsync(Func<FunctionServerSettings> read, bool json)
    {
        using var interruption = new Interruption();
        try
        {
            await using var output = Console.OpenStandardOutput();
            await FunctionServer.RunAsync(read(), (at, seconds) => Announce($"http://{at}", seconds, json), output, interruption.Token).ConfigureAwait(false);
            return ExitCodes.Done;
        }
        catch (Exception exception) when (exception is ArgumentException or IOException)
        {
            await Console.Error.WriteLineAsync(ErrorText.Of(exception)).ConfigureAwait(false);
            return ExitCodes.BadInput;
        }
    }

    private static void Announce(string url, double seconds, bool json)
    {
        // On one line: what follows are the lines of the log.
        if (json)
            JsonOutput.WriteLine(new WorkJson(url, seconds));
        else
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ready {url} started in {seconds:0.00} s"));
    }

    private static TimeSpan Grace(string text) => Duration.TryParse(text, out var value) && value.Seconds <= 3600
        ? TimeSpan.FromSeconds(value.Seconds) : throw new ArgumentException($"--grace {text} is not {Duration.Expected}, at most 3600s");

    private static Uri Loki(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        ? address : throw new ArgumentException($"--loki {text} is no address such as http://127.0.0.1:3100");
}
