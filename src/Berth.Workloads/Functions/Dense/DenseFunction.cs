using Berth.Workloads.Clock;
using Berth.Workloads.Functions.Execution;
using Berth.Workloads.Functions.Parameters;

namespace Berth.Workloads.Functions.Dense;

/// <summary>Trains a multi-layer perceptron on pictures of garments.</summary>
internal sealed class DenseFunction : Function
{
    internal override string Name => "dense";

    internal override string Unit => "training steps";

    internal override string Summary => "Trains a multi-layer perceptron on Fashion-MNIST (Adam, softmax cross entropy, one thread).";

    internal override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("num_samples", ParameterKind.Integer, 10, 1_000_000, 20_000, "samples of an epoch; four fifths are learned from, the rest watched"),
        new("epochs", ParameterKind.Integer, 1, 1000, 5, "times that all samples are learned from"),
        new("batch_size", ParameterKind.Integer, 1, 4096, 32, "samples of a training step"),
        new("num_layers", ParameterKind.Integer, 1, 8, 2, "hidden layers"),
        new("units", ParameterKind.Integer, 1, 2048, 128, "units of each hidden layer"),
        new("seed", ParameterKind.Integer, 0, 999_999_999_999_999, 1, "the same seed gives the same network"),
    ];

    internal override IFunctionWork Rehearsal => new DenseTraining(new(Samples: 70, Epochs: 1, Batch: 32, Layers: 1, Units: 17, Seed: 1), Garments.Sample(70), 0);

    internal override IFunctionWork Prepare(Arguments arguments, ExecutionProgress progress)
    {
        try
        {
            var begun = MonotonicClock.Now;
            var samples = (int)arguments.Integer("num_samples");
            var garments = Garments.Load(samples);
            return new DenseTraining(new(samples, (int)arguments.Integer("epochs"), (int)arguments.Integer("batch_size"), (int)arguments.Integer("num_layers"),
                (int)arguments.Integer("units"), (ulong)arguments.Integer("seed")), garments, (MonotonicClock.Now - begun) / 1e9);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new FunctionException($"the pictures to learn from cannot be read: {exception.Message}", machineLacks: true);
        }
    }
}
