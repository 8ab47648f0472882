using System.Net;
using Berth.Workloads.Classification;
using Berth.Workloads.Images;
using Berth.Workloads.Onnx;

namespace Berth.Workloads.Serving;

/// <summary>A replica of a service that classifies pictures, for people and orchestrators: it listens when it is warm, and ends when it is told to with what it has begun.</summary>
public static class Replica
{
    // As many as let the runtime's arenas grow and every path be compiled.
    private const int WarmUpInferences = 20;

    /// <summary>Serves until it is cancelled.</summary>
    /// <param name="settings">Where and how; HTTP. Port 0 is any free one.</param>
    /// <param name="ready">Told where it listens and how many seconds that took since the start of the process.</param>
    /// <param name="cancellation">Ends it: no new connections, what was asked is answered.</param>
    /// <exception cref="OnnxException">The model cannot be loaded, or takes no batches.</exception>
    /// <exception cref="Native.MissingLibraryException">A library is not installed.</exception>
    /// <exception cref="IOException">The address cannot be listened on.</exception>
    public static async Task RunAsync(WorkerSettings settings, Action<IPEndPoint, double> ready, CancellationToken cancellation)
    {
        var state = Load(settings, out var pictures);
        await ReplicaWarmUp.Run(state, pictures).ConfigureAwait(false);
        using var server = HttpWorker.Start(new(IPAddress.Parse(settings.Host), settings.Port), state);
        ready(server.Address, state.Ready());
        var ended = new TaskCompletionSource();
        using (cancellation.Register(ended.SetResult))
            await ended.Task.ConfigureAwait(false);
        state.IsEnding = true;
        await server.Stop(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Loads the model and runs it until it is warm.</summary>
    /// <param name="settings">The worker's settings.</param>
    /// <param name="pictures">Pictures of both formats.</param>
    internal static ReplicaState Load(WorkerSettings settings, out IReadOnlyList<Picture> pictures)
    {
        var model = settings.Model ?? ImageClassifier.DefaultModel ?? throw new OnnxException(OnnxError.FileMissing,
            "models/resnet18-fashion-mnist.onnx is missing; `git checkout models` brings it back, or name a model");
        var classifier = ImageClassifier.Load(model);
        if (settings.Batch > 1 && !classifier.TakesBatches)
            throw new OnnxException(OnnxError.WrongShape, $"{model} takes one picture at a time; for batches its first dimension must be free");
        pictures = WarmUpPictures.Make();
        var values = new float[settings.Batch * classifier.InputLength];
        for (var inference = 0; inference < WarmUpInferences; inference++)
        {
            classifier.Prepare(pictures[inference % pictures.Count].Encoded, values.AsSpan(0, classifier.InputLength));
            classifier.Classify(values, inference < settings.Batch ? settings.Batch - inference : 1);
        }
        return new(new InferenceQueue(classifier, settings), settings, model);
    }
}
