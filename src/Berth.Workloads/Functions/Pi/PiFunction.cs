using System.Globalization;
using Berth.Workloads.Functions.Execution;
using Berth.Workloads.Functions.Parameters;

namespace Berth.Workloads.Functions.Pi;

/// <summary>Estimates π: four times the part of random points of the unit square that lies within the unit circle.</summary>
internal sealed class PiFunction : Function
{
    private const int Batch = 100_000;

    // One in 5 * 10^8 right estimates is further off.
    private const double MostErrors = 6;

    internal override string Name => "pi";

    internal override string Unit => "samples";

    internal override string Summary => "Estimates pi from random points (Monte Carlo).";

    internal override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("num_samples", ParameterKind.Integer, 1, 1e13, 100_000_000, "random points"),
        new("seed", ParameterKind.Integer, 0, 999_999_999_999_999, 1, "the same seed gives the same estimate"),
    ];

    internal override IFunctionWork Rehearsal => new Work(Batch + 1, new(1));

    internal override IFunctionWork Prepare(Arguments arguments, ExecutionProgress progress) =>
        new Work(arguments.Integer("num_samples"), new((ulong)arguments.Integer("seed")));

    /// <summary>Standard deviation of the estimate from n points: 4 sqrt(p (1 - p) / n) with p = π / 4.</summary>
    internal static double ExpectedError(double samples) => Math.Sqrt(Math.PI * (4 - Math.PI) / samples);

    private sealed class Work(long samples, CirclePoints points) : IFunctionWork
    {
        private long inside;

        public void Run(ExecutionProgress progress)
        {
            progress.Begin(samples);
            for (var done = 0L; done < samples;)
            {
                var batch = Math.Min(Batch, samples - done);
                inside += points.Inside(batch);
                progress.Report(done += batch);
            }
        }

        public FunctionResult Conclude(double seconds, ExecutionProgress progress)
        {
            var estimate = 4.0 * inside / samples;
            var (error, expected) = (Math.Abs(estimate - Math.PI), ExpectedError(samples));
            var wrong = error > MostErrors * expected
                ? string.Create(CultureInfo.InvariantCulture, $"the estimate {estimate} is {error / expected:0.0} expected errors from pi, more than {MostErrors}: the processor or the program computes wrongly")
                : null;
            return new(wrong, new()
            {
                ["execution_time"] = seconds,
                ["estimated_pi"] = estimate,
                ["actual_pi"] = Math.PI,
                ["error"] = error,
                ["expected_error"] = expected,
                ["num_samples"] = samples,
            });
        }

        public void Dispose()
        {
        }
    }
}
