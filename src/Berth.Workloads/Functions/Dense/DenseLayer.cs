using System.Runtime.Intrinsics;
using Berth.Workloads.Images;

namespace Berth.Workloads.Functions.Dense;

/// <summary>
/// One fully connected layer: output = max(0, input x weights + bias), the last without the maximum. Columns beyond the outputs stay zero.
/// </summary>
internal sealed unsafe class DenseLayer : IDisposable
{
    private const int Lanes = 8;
    private readonly Floats parameters;
    private readonly Floats gradients;
    private readonly Floats output;
    private readonly Floats delta;
    private readonly Floats transposed;
    private readonly Adam adam;
    private readonly int stride;
    private readonly int inputStride;
    private readonly bool isLast;
    private readonly CancellationToken cancellation;

    /// <param name="inputs">Values that come in.</param>
    /// <param name="outputs">Values that go out.</param>
    /// <param name="rows">Most samples at once.</param>
    /// <param name="isFirst">Whether nothing before it learns.</param>
    /// <param name="isLast">Whether its output is not cut at zero.</param>
    /// <param name="noise">For the weights at the beginning.</param>
    /// <param name="cancellation">Ends whatever it computes.</param>
    internal DenseLayer(int inputs, int outputs, int rows, bool isFirst, bool isLast, NoiseStream noise, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        (Inputs, Outputs, this.isLast, this.cancellation) = (inputs, outputs, isLast, cancellation);
        (stride, inputStride) = (MatrixProduct.Padded(outputs), MatrixProduct.Padded(inputs));
        parameters = new((long)inputs * stride + stride);
        gradients = new(parameters.Count);
        adam = new(parameters.Count);
        output = new((long)rows * stride);
        delta = new((long)rows * stride);
        transposed = new(isFirst ? 0 : (long)outputs * inputStride);
        // Glorot, Bengio: "Understanding the difficulty of training deep feedforward neural networks", 2010, eq. 16.
        var bound = MathF.Sqrt(6f / (inputs + outputs));
        for (var input = 0L; input < inputs; input++)
            for (var unit = 0; unit < outputs; unit++)
                parameters.Start[input * stride + unit] = bound * ((noise.Next() >> 40) / (float)(1 << 23) - 1);
    }

    internal int Inputs { get; }

    internal int Outputs { get; }

    /// <summary>Floats between the outputs of two samples.</summary>
    internal int Stride => stride;

    /// <summary>What it gave last.</summary>
    internal float* Output => output.Start;

    /// <summary>How the loss changes with its sums; the layer behind it writes it.</summary>
    internal float* Delta => delta.Start;

    private float* Bias => parameters.Start + (long)Inputs * stride;

    /// <summary>Computes <see cref="Output"/>.</summary>
    internal void Forward(float* input, int rowStride, int rows)
    {
        MatrixProduct.Multiply(input, rowStride, 1, parameters.Start, output.Start, rows, Inputs, stride, cancellation);
        var bias = Bias;
        var least = isLast ? Vector256.Create(float.NegativeInfinity) : Vector256<float>.Zero;
        for (var row = 0; row < rows; row++)
        {
            var at = output.Start + (long)row * stride;
            for (var unit = 0; unit < stride; unit += Lanes)
                Vector256.Max(Vector256.Load(at + unit) + Vector256.Load(bias + unit), least).Store(at + unit);
        }
    }

    /// <summary>Computes the gradients from <see cref="Delta"/>, and the delta of the layer before.</summary>
    internal void Backward(float* input, int rowStride, int rows, DenseLayer? before)
    {
        MatrixProduct.Multiply(input, 1, rowStride, delta.Start, gradients.Start, Inputs, rows, stride, cancellation);
        var sums = gradients.Start + (long)Inputs * stride;
        for (var unit = 0; unit < stride; unit += Lanes)
        {
            var sum = Vector256<float>.Zero;
            for (var row = 0; row < rows; row++)
                sum += Vector256.Load(delta.Start + (long)row * stride + unit);
            sum.Store(sums + unit);
        }
        if (before is null)
            return;
        Transpose();
        MatrixProduct.Multiply(delta.Start, stride, 1, transposed.Start, before.delta.Start, rows, Outputs, inputStride, cancellation);
        // What was cut at zero does not change with its sum.
        for (var at = 0L; at < (long)rows * inputStride; at += Lanes)
            (Vector256.Load(before.delta.Start + at) & Vector256.GreaterThan(Vector256.Load(before.output.Start + at), Vector256<float>.Zero)).Store(before.delta.Start + at);
    }

    /// <summary>Learns from the gradients.</summary>
    internal void Step(float rate)
    {
        cancellation.ThrowIfCancellationRequested();
        adam.Step(parameters.Start, gradients.Start, rate);
    }

    public void Dispose()
    {
        foreach (var numbers in (Floats[])[parameters, gradients, output, delta, transposed])
            numbers.Dispose();
        adam.Dispose();
    }

    private void Transpose()
    {
        for (var block = 0; block < Outputs; block += MatrixProduct.Panel)
        {
            cancellation.ThrowIfCancellationRequested();
            var end = Math.Min(block + MatrixProduct.Panel, Outputs);
            for (var input = 0L; input < Inputs; input++)
                for (var unit = block; unit < end; unit++)
                    transposed.Start[(long)unit * inputStride + input] = parameters.Start[input * stride + unit];
        }
    }
}
