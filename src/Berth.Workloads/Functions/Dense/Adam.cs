using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Berth.Workloads.Functions.Dense;

/// <summary>Kingma, Ba: "Adam: a method for stochastic optimization", 2015, in the order of computation at the end of its section 2, with Keras' constants.</summary>
internal sealed unsafe class Adam(long count) : IDisposable
{
    private const float First = 0.9f, Second = 0.999f, Epsilon = 1e-7f;
    private const int Lanes = 8;

    /// <summary>Gradients and means below them change no parameter. Left to decay they become denormal numbers, with which processors compute a hundred times slower.</summary>
    private const float LeastGradient = 1e-15f, Least = LeastGradient * LeastGradient;
    private readonly Floats means = new(count);
    private readonly Floats squares = new(count);

    /// <summary>The rate of a step with the correction of both means, which begin at zero.</summary>
    /// <param name="rate">The learning rate.</param>
    /// <param name="step">Number of the step, from 1.</param>
    internal static float Corrected(double rate, long step) => (float)(rate * Math.Sqrt(1 - Math.Pow(Second, step)) / (1 - Math.Pow(First, step)));

    /// <summary>Changes the parameters by their gradients.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Step(float* parameters, float* gradients, float rate)
    {
        var (factor, epsilon) = (Vector256.Create(rate), Vector256.Create(Epsilon));
        var (keepFirst, keepSecond) = (Vector256.Create(First), Vector256.Create(Second));
        var (addFirst, addSecond) = (Vector256.Create(1 - First), Vector256.Create(1 - Second));
        var (leastGradient, least) = (Vector256.Create(LeastGradient), Vector256.Create(Least));
        for (var at = 0L; at < means.Count; at += Lanes)
        {
            var gradient = Vector256.Load(gradients + at);
            gradient &= Vector256.GreaterThan(Vector256.Abs(gradient), leastGradient);
            var mean = keepFirst * Vector256.Load(means.Start + at) + addFirst * gradient;
            var square = keepSecond * Vector256.Load(squares.Start + at) + addSecond * gradient * gradient;
            mean &= Vector256.GreaterThan(Vector256.Abs(mean), least);
            square &= Vector256.GreaterThan(square, least);
            mean.Store(means.Start + at);
            square.Store(squares.Start + at);
            (Vector256.Load(parameters + at) - factor * mean / (Vector256.Sqrt(square) + epsilon)).Store(parameters + at);
        }
    }

    public void Dispose()
    {
        means.Dispose();
        squares.Dispose();
    }
}
