using System.Globalization;
using Berth.Workloads.Functions.Execution;
using Berth.Workloads.Functions.Parameters;

namespace Berth.Workloads.Functions.Stress;

/// <summary>Integer arithmetic that cannot be done side by side, beside memory that is held meanwhile.</summary>
internal sealed class StressFunction : Function
{
    private const int Chunk = 1 << 18;
    private const long Mebibyte = 1 << 20;

    internal override string Name => "stress";

    internal override string Unit => "operations";

    internal override string Summary => "Doubles a number modulo a million again and again, and holds memory meanwhile.";

    internal override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("input", ParameterKind.Integer, 0, 1e13, null, "as in range(1, input): one doubling less than it says"),
        new("memory_mb", ParameterKind.Integer, 0, 1_000_000, 0, "MiB that are written and held while it computes"),
    ];

    internal override IReadOnlyList<string> Paths => ["/stress", "/ml"];

    internal override bool TakesGet => false;

    internal override IFunctionWork Rehearsal => new Work(Chunk, 1);

    internal override IFunctionWork Prepare(Arguments arguments, ExecutionProgress progress) =>
        new Work(Math.Max(0, arguments.Integer("input") - 1), arguments.Integer("memory_mb"));

    private sealed class Work(long steps, long mebibytes) : IFunctionWork
    {
        private readonly TouchedMemory memory = new(mebibytes * Mebibyte);
        private uint value = 1;
        private long wrongPages;

        public void Run(ExecutionProgress progress)
        {
            progress.Begin(steps);
            memory.Write(progress);
            for (var done = 0L; done < steps;)
            {
                var chunk = (int)Math.Min(Chunk, steps - done);
                value = Doubling.Run(value, chunk);
                progress.Report(done += chunk);
            }
            wrongPages = memory.Wrong();
        }

        public FunctionResult Conclude(double seconds, ExecutionProgress progress)
        {
            var expected = Doubling.Expected(steps);
            var wrong = value != expected ? string.Create(CultureInfo.InvariantCulture, $"{steps} doublings gave {value} instead of {expected}")
                : wrongPages > 0 ? string.Create(CultureInfo.InvariantCulture, $"{wrongPages} pages of memory lost what was written")
                : null;
            return new(wrong, new()
            {
                ["execution_time"] = seconds,
                ["data"] = "endpoint OK\n",
                ["result"] = value,
                ["iterations"] = steps,
                ["memory_mb"] = mebibytes,
            });
        }

        public void Dispose() => memory.Dispose();
    }
}
