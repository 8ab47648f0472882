using System.Net;
using Berth.Model;
using Berth.Model.Units;
using Berth.Workloads.Classification;
using Berth.Workloads.Clock;
using Berth.Workloads.Images;
using Berth.Workloads.Onnx;
using Berth.Workloads.Sources;

namespace Berth.Workloads.Serving;

/// <summary>
/// Classifies pictures that come from sources. It reads <see cref="WorkerSettings"/> as one line of JSON, writes <c>ready</c>, or
/// <c>error MESSAGE</c> and ends with 3, and works until its standard input ends or SIGTERM.
/// </summary>
public static class WorkerProgram
{
    /// <summary>The hidden verb of the program that runs <see cref="Main"/>.</summary>
    public const string Verb = "work";

    // The first calls of anything are slow: they are compiled, and the runtime's arenas grow.
    private const int WarmUpInferences = 20;
    private const int WarmUpRequests = 8;
    private const long WarmUpPatience = 30_000_000_000;

    /// <summary>Runs until the input ends.</summary>
    public static int Main() => NodeProgram.Run((input, output) =>
    {
        var settings = WorkerSettings.Parse(input.Read());
        var classifier = ImageClassifier.Load(settings.Model ?? ImageClassifier.DefaultModel ?? throw NoModel());
        var queue = new InferenceQueue(classifier, settings.Threads, settings.QueueLimit);
        var picture = Pictures.Generate(1, new Memory(20_000), "jpeg", seed: 1)[0];
        for (var i = 0; i < WarmUpInferences; i++)
            classifier.Classify(picture.Encoded);
        Serve(settings, queue, picture);
        output.WriteLine("ready");
        while (true)
            input.Read();
    });

    private static void Serve(WorkerSettings settings, InferenceQueue queue, Picture picture)
    {
        using IItemSender sender = settings.Transport == Transport.Http ? ServeHttp(settings, queue) : ServeMqtt(settings, queue);
        if (!WarmUp.Run(sender, picture, picture, WarmUpRequests, WarmUpPatience))
            throw new IOException($"the worker does not reach itself at {settings.Host}:{settings.Port}; is the node's loopback device up?");
    }

    private static HttpSender ServeHttp(WorkerSettings settings, InferenceQueue queue)
    {
        var address = new IPEndPoint(IPAddress.Parse(settings.Host), settings.Port);
        HttpWorker.Start(address, queue);
        return new HttpSender(new IPEndPoint(address.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : address.Address, address.Port), settings.Host);
    }

    private static MqttSender ServeMqtt(WorkerSettings settings, InferenceQueue queue)
    {
        MqttWorker.Start(settings, queue, NodeProgram.BrokerPatience);
        var sender = new MqttSender(settings.Host, settings.Port, settings.TopicPrefix, "warm-up", WarmUpRequests);
        _ = sender.WaitReady(NodeProgram.BrokerPatience);
        return sender;
    }

    private static OnnxException NoModel() => new(OnnxError.FileMissing,
        "models/resnet18-fashion-mnist.onnx is missing; `git checkout models` brings it back, or name a model");
}
