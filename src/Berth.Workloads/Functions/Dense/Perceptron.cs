using Berth.Workloads.Images;

namespace Berth.Workloads.Functions.Dense;

/// <summary>A multi-layer perceptron with softmax and cross entropy, trained batch by batch on the calling thread.</summary>
internal sealed unsafe class Perceptron : IDisposable
{
    private const double Rate = 0.001;
    private const float Least = 1e-20f;
    private readonly List<DenseLayer> layers = [];
    private readonly Floats input;
    private readonly int inputStride;
    private readonly int[] labels;
    private readonly float[] chances = new float[Garments.Classes];
    private long steps;

    /// <param name="hidden">Layers before the last.</param>
    /// <param name="units">Units of each.</param>
    /// <param name="batch">Most samples at once.</param>
    /// <param name="noise">For the weights at the beginning.</param>
    /// <param name="cancellation">Ends whatever it computes.</param>
    internal Perceptron(int hidden, int units, int batch, NoiseStream noise, CancellationToken cancellation)
    {
        inputStride = MatrixProduct.Padded(Garments.Pixels);
        input = new((long)batch * inputStride);
        labels = new int[batch];
        try
        {
            for (var layer = 0; layer <= hidden; layer++)
                layers.Add(new(layer == 0 ? Garments.Pixels : units, layer == hidden ? Garments.Classes : units, batch, layer == 0, layer == hidden, noise, cancellation));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Multiply-adds of one sample's way forward.</summary>
    internal long MultiplyAdds => layers.Sum(layer => (long)layer.Inputs * layer.Outputs);

    /// <summary>Multiply-adds of learning one sample: forward, the gradients, and the way back to all layers but the first.</summary>
    internal long LearningMultiplyAdds => 3 * MultiplyAdds - (long)layers[0].Inputs * layers[0].Outputs;

    /// <summary>Where sample number <paramref name="row"/> of the next batch is to be written.</summary>
    internal Span<float> Input(int row) => input.Slice(row * inputStride, Garments.Pixels);

    /// <summary>Says what a sample of the next batch shows.</summary>
    internal void Label(int row, int label) => labels[row] = label;

    /// <summary>Learns from the batch; returns the sum of its losses.</summary>
    internal double Learn(int rows)
    {
        var (loss, _) = Look(rows);
        var last = layers[^1];
        for (var row = 0; row < rows; row++)
        {
            Softmax(row);
            for (var label = 0; label < Garments.Classes; label++)
                last.Delta[(long)row * last.Stride + label] = (chances[label] - (label == labels[row] ? 1 : 0)) / rows;
        }
        for (var layer = layers.Count - 1; layer > 0; layer--)
            layers[layer].Backward(layers[layer - 1].Output, layers[layer - 1].Stride, rows, layers[layer - 1]);
        layers[0].Backward(input.Start, inputStride, rows, null);
        var rate = Adam.Corrected(Rate, ++steps);
        foreach (var layer in layers)
            layer.Step(rate);
        return loss;
    }

    /// <summary>The sum of the losses of a batch, and how many of it are right.</summary>
    internal (double Loss, int Right) Look(int rows)
    {
        var values = input.Start;
        var stride = inputStride;
        foreach (var layer in layers)
        {
            layer.Forward(values, stride, rows);
            values = layer.Output;
            stride = layer.Stride;
        }
        var (loss, right) = (0.0, 0);
        for (var row = 0; row < rows; row++)
        {
            loss += Softmax(row);
            right += chances.IndexOf(chances.Max()) == labels[row] ? 1 : 0;
        }
        return (loss, right);
    }

    public void Dispose()
    {
        input.Dispose();
        foreach (var layer in layers)
            layer.Dispose();
    }

    /// <summary>Fills the chances of a sample; returns its cross entropy.</summary>
    private double Softmax(int row)
    {
        var scores = new ReadOnlySpan<float>(layers[^1].Output + (long)row * layers[^1].Stride, Garments.Classes);
        var most = scores[0];
        foreach (var score in scores)
            most = MathF.Max(most, score);
        var sum = 0f;
        for (var label = 0; label < chances.Length; label++)
            sum += chances[label] = MathF.Exp(scores[label] - most);
        for (var label = 0; label < chances.Length; label++)
            // A chance of nothing would be a denormal number, or make the gradients such numbers, which are slow.
            chances[label] = chances[label] > Least ? chances[label] / sum : 0;
        return Math.Log(sum) + most - scores[labels[row]];
    }
}
