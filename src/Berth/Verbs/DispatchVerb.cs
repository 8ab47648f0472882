using System.CommandLine;
using System.Net;
using Berth.Model.Files;
using Berth.Model.Units;
using Berth.Output;
using Berth.Serving;
using Berth.Serving.Dispatch;

namespace Berth.Verbs;

/// <summary><c>berth dispatch</c>: one queue in front of the replicas of a service.</summary>
internal static class DispatchVerb
{
    internal static Command Make()
    {
        var listen = new Option<string>("--listen") { Description = "Where clients are listened for, as ADDRESS:PORT; port 0 is any that is free.", DefaultValueFactory = _ => "127.0.0.1:0" };
        var admin = new Option<string>("--admin") { Description = "Where the admin interface listens.", DefaultValueFactory = _ => "127.0.0.1:0" };
        var balance = new Option<string>("--balance") { Description = $"How requests are bound to replicas: {string.Join(", ", Balances.Names)}.", DefaultValueFactory = _ => "pull" };
        var queue = new Option<int>("--queue") { Description = "Requests that may wait; further ones are refused.", DefaultValueFactory = _ => 1000 };
        var slots = new Option<int>("--slots") { Description = "Requests that a replica is given at once, where its registration does not say.", DefaultValueFactory = _ => 1 };
        var attempts = new Option<int>("--attempts") { Description = "Replicas that a request is given to before it fails.", DefaultValueFactory = _ => 3 };
        var deadline = new Option<string>("--deadline") { Description = "Time until an answer is worth nothing.", DefaultValueFactory = _ => "10s" };
        var admit = new Option<string?>("--admit") { Description = "Refuse what would have to wait longer; every request is taken without it." };
        var memory = new Option<string>("--memory") { Description = "Memory that large requests may take together.", DefaultValueFactory = _ => "512Mi" };
        var receive = new Option<string>("--receive") { Description = "Time that a request may take to come in.", DefaultValueFactory = _ => "30s" };
        var idle = new Option<string>("--idle") { Description = "Time that a client may be idle.", DefaultValueFactory = _ => "300s" };
        var state = new Option<string?>("--state") { Description = "File that keeps the registered replicas." };
        var input = new Option<bool>("--until-input-ends") { Description = "End when standard input ends, too." };
        var json = JsonOption.Make();
        var command = new Command("dispatch", "Queue requests in front of the replicas of a service (docs/serving.md).") { listen, admin, balance, queue, slots, attempts, deadline, admit, memory, receive, idle, state, input, json };
        command.SetAction(parsed =>
        {
            try
            {
                var options = new DispatcherOptions
                {
                    Listen = Address("--listen", parsed.GetValue(listen)!),
                    Admin = Address("--admin", parsed.GetValue(admin)!),
                    Balance = Balances.Names.Contains(parsed.GetValue(balance)!) ? parsed.GetValue(balance)! : throw new ArgumentException($"--balance {parsed.GetValue(balance)}: {Spelling.Suggest(parsed.GetValue(balance)!, [.. Balances.Names])}"),
                    QueueLimit = AtLeastOne("--queue", parsed.GetValue(queue)),
                    Slots = AtLeastOne("--slots", parsed.GetValue(slots)),
                    Attempts = AtLeastOne("--attempts", parsed.GetValue(attempts)),
                    DeadlineSeconds = Seconds("--deadline", parsed.GetValue(deadline)!),
                    AdmitSeconds = parsed.GetValue(admit) is { } wait ? Seconds("--admit", wait) : double.PositiveInfinity,
                    BodyMemoryBytes = Memory.TryParse(parsed.GetValue(memory)!, out var most) ? (long)most.Bytes : throw new ArgumentException($"--memory {parsed.GetValue(memory)} is not {Memory.Expected}"),
                    ReceiveSeconds = Seconds("--receive", parsed.GetValue(receive)!),
                    IdleSeconds = Seconds("--idle", parsed.GetValue(idle)!),
                    State = parsed.GetValue(state),
                };
                return Run(options, parsed.GetValue(input), parsed.GetValue(json));
            }
            catch (Exception exception) when (exception is ArgumentException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(ErrorText.Of(exception));
                return ExitCodes.BadInput;
            }
        });
        return command;
    }

    private static int Run(DispatcherOptions options, bool untilInputEnds, bool json)
    {
        using var server = new DispatcherServer(options);
        using var interruption = new Interruption();
        using var registration = interruption.Token.Register(server.Drain);
        if (untilInputEnds)
            new Thread(() =>
            {
                while (Console.In.Read() >= 0)
                {
                }
                server.Drain();
            }) { IsBackground = true, Name = "input" }.Start();
        var (address, admin) = (Text(server.Address), Text(server.AdminAddress));
        if (json)
            JsonOutput.WriteLine(new DispatchJson(address, admin));
        else
            Console.WriteLine($"ready {address} admin {admin}");
        server.Run();
        return ExitCodes.Done;
    }

    private static string Text(Uri address) => address.ToString().TrimEnd('/');

    private static IPEndPoint Address(string option, string text) =>
        IPEndPoint.TryParse(text, out var address) ? address : throw new ArgumentException($"{option} {text} is no address such as 127.0.0.1:8001");

    private static int AtLeastOne(string option, int number) => number >= 1 ? number : throw new ArgumentException($"{option} {number} is not at least 1");

    private static double Seconds(string option, string text) =>
        Duration.TryParse(text, out var duration) && duration.Seconds > 0 ? duration.Seconds : throw new ArgumentException($"{option} {text} is not {Duration.Expected}, above 0");
}

/// <summary><c>berth dispatch --json</c>, on one line when it is ready.</summary>
internal sealed record DispatchJson(string Address, string Admin);
