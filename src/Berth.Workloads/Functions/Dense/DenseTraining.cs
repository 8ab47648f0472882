using Berth.Workloads.Functions.Execution;
using Berth.Workloads.Images;

namespace Berth.Workloads.Functions.Dense;

/// <summary>A training: epochs over samples in a new order each time, the loss watched after each, the accuracy on pictures that were not seen at the end.</summary>
/// <param name="settings">What to train.</param>
/// <param name="garments">What it learns from.</param>
/// <param name="loadSeconds">What loading them took.</param>
internal sealed class DenseTraining(DenseSettings settings, Garments garments, double loadSeconds) : IFunctionWork
{
    private const double TargetAccuracy = 0.8;
    private readonly NoiseStream noise = new(settings.Seed);
    private Perceptron? network;
    private double watchedLoss;
    private double learnedLoss;
    private long steps;
    private double multiplyAdds;

    public void Run(ExecutionProgress progress)
    {
        network = new(settings.Layers, settings.Units, settings.Batch, noise, progress.Cancellation);
        progress.Begin((double)settings.Epochs * ((settings.Learned + settings.Batch - 1) / settings.Batch));
        var order = Enumerable.Range(0, settings.Learned).ToArray();
        for (var epoch = 0; epoch < settings.Epochs; epoch++)
        {
            Shuffle(order);
            learnedLoss = Batches(settings.Learned, (row, sample) => garments.Learn(order[sample], network.Input(row)), rows =>
            {
                var loss = network.Learn(rows);
                progress.Report(++steps);
                return loss;
            }) / settings.Learned;
            watchedLoss = Batches(settings.Watched, (row, sample) => garments.Watch(sample, network.Input(row)), rows =>
            {
                progress.Report(steps);
                return network.Look(rows).Loss;
            }) / settings.Watched;
        }
        multiplyAdds = (double)settings.Epochs * (settings.Learned * (double)network.LearningMultiplyAdds + settings.Watched * (double)network.MultiplyAdds);
    }

    public FunctionResult Conclude(double seconds, ExecutionProgress progress)
    {
        var right = 0;
        Batches(garments.Tests, (row, sample) => garments.Test(sample, network!.Input(row)), rows =>
        {
            progress.Report(steps);
            var (loss, correct) = network!.Look(rows);
            right += correct;
            return loss;
        });
        var accuracy = right / (double)garments.Tests;
        var isFinite = double.IsFinite(watchedLoss) && double.IsFinite(learnedLoss);
        return new(isFinite ? null : "the training diverged: its loss is not finite", new()
        {
            ["execution_time"] = seconds,
            ["accuracy"] = accuracy,
            ["loss"] = isFinite ? watchedLoss : null,
            ["training_loss"] = isFinite ? learnedLoss : null,
            ["training_samples"] = settings.Learned,
            ["validation_samples"] = settings.Watched,
            ["test_samples"] = garments.Tests,
            ["different_samples"] = Math.Min(garments.Different, settings.Learned),
            ["epochs"] = settings.Epochs,
            ["training_steps"] = steps,
            ["multiply_adds"] = multiplyAdds,
            ["target_accuracy"] = TargetAccuracy,
            ["target_reached"] = accuracy >= TargetAccuracy,
            ["data"] = garments.Source,
            ["data_load_time"] = loadSeconds,
        });
    }

    public void Dispose() => network?.Dispose();

    private double Batches(int samples, Func<int, int, int> fill, Func<int, double> take)
    {
        var sum = 0.0;
        for (var first = 0; first < samples; first += settings.Batch)
        {
            var rows = Math.Min(settings.Batch, samples - first);
            for (var row = 0; row < rows; row++)
                network!.Label(row, fill(row, first + row));
            sum += take(rows);
        }
        return sum;
    }

    /// <summary>Fisher and Yates' shuffle.</summary>
    private void Shuffle(int[] order)
    {
        for (var last = order.Length - 1; last > 0; last--)
        {
            var other = noise.Next(last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }
    }
}
