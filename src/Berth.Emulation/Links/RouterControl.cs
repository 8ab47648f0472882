using System.Text.Json;
using Berth.Workloads.Clock;

namespace Berth.Emulation.Links;

/// <summary>Carries out commands: parses here, off the packet thread, and has only the deed done there.</summary>
internal sealed class RouterControl(RouterDocument document, Forwarder forwarder)
{
    internal RouterReply Execute(string line)
    {
        try
        {
            var command = JsonSerializer.Deserialize(line, RouterJson.Default.RouterCommand) ?? throw new JsonException("the command is empty");
            return command.Do switch
            {
                "start" => Start(command.At ?? MonotonicClock.Now),
                "rest" => Rest(),
                "set" => Set(command),
                "stats" => new RouterReply(At: MonotonicClock.Now, Statistics: Statistics()),
                "stop" => Stop(),
                _ => new RouterReply(Error: $"'{command.Do}' is no command: start, rest, set, stats and stop are"),
            };
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or FormatException)
        {
            return new RouterReply(Error: failure.Message);
        }
    }

    private RouterReply Start(long at)
    {
        OnPacketThread(() => forwarder.Start(at));
        return new RouterReply(At: at);
    }

    private RouterReply Rest()
    {
        OnPacketThread(forwarder.Rest);
        return new RouterReply(At: MonotonicClock.Now);
    }

    private RouterReply Set(RouterCommand command)
    {
        var settings = command.Settings ?? throw new ArgumentException("set needs settings");
        OnPacketThread(() => forwarder.Set(command.From, command.To, settings));
        return new RouterReply(At: MonotonicClock.Now);
    }

    private RouterReply Stop()
    {
        forwarder.Post(forwarder.Stop);
        return new RouterReply(At: MonotonicClock.Now);
    }

    private RouterStatistics Statistics()
    {
        RouterStatistics? statistics = null;
        OnPacketThread(() =>
        {
            var (links, unlinked, foreign, lateness) = forwarder.Read();
            statistics = new RouterStatistics(
                [.. links.Select(link => new LinkReport(document.Nodes[link.From].Name, document.Nodes[link.To].Name, link.Counters))],
                unlinked, foreign, lateness.Count, lateness.Quantile(0.5), lateness.Quantile(0.99), lateness.Max);
        });
        return statistics!;
    }

    private void OnPacketThread(Action action)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        forwarder.Post(() =>
        {
            try
            {
                action();
                done.SetResult();
            }
            catch (ArgumentException failure)
            {
                done.SetException(failure);
            }
        });
        done.Task.GetAwaiter().GetResult();
    }
}
