using System.Net;
using Berth.Model;
using Berth.Workloads.Images;
using Berth.Workloads.Sources;

namespace Berth.Workloads.Serving;

/// <summary>
/// Classifies pictures that come from sources. It reads <see cref="WorkerSettings"/> as one line of JSON, writes <c>ready</c>, or
/// <c>error MESSAGE</c> and ends with 3, and works until its standard input ends or SIGTERM.
/// </summary>
public static class WorkerProgram
{
    /// <summary>The hidden verb of the program that runs <see cref="Main"/>; with further words it is the one for people.</summary>
    public const string Verb = "work";

    // The first calls of anything are slow: they are compiled.
    private const int WarmUpRequests = 8;
    private const long WarmUpPatience = 30_000_000_000;

    /// <summary>Runs until the input ends.</summary>
    public static int Main() => NodeProgram.Run((input, output) =>
    {
        var settings = WorkerSettings.Parse(input.Read());
        var state = Replica.Load(settings, out var pictures);
        Serve(settings, state, pictures[0]);
        state.Ready();
        output.WriteLine("ready");
        while (true)
            input.Read();
    });

    private static void Serve(WorkerSettings settings, ReplicaState state, Picture picture)
    {
        using IItemSender sender = settings.Transport == Transport.Http ? ServeHttp(settings, state) : ServeMqtt(settings, state.Queue);
        if (!WarmUp.Run(sender, picture, picture, WarmUpRequests, WarmUpPatience))
            throw new IOException($"the worker does not reach itself at {settings.Host}:{settings.Port}; is the node's loopback device up?");
    }

    private static HttpSender ServeHttp(WorkerSettings settings, ReplicaState state)
    {
        var address = new IPEndPoint(IPAddress.Parse(settings.Host), settings.Port);
        HttpWorker.Start(address, state);
        return new HttpSender(new IPEndPoint(address.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : address.Address, address.Port), settings.Host);
    }

    private static MqttSender ServeMqtt(WorkerSettings settings, InferenceQueue queue)
    {
        MqttWorker.Start(settings, queue, NodeProgram.BrokerPatience);
        var sender = new MqttSender(settings.Host, settings.Port, settings.TopicPrefix, "warm-up", WarmUpRequests);
        _ = sender.WaitReady(NodeProgram.BrokerPatience);
        return sender;
    }
}
