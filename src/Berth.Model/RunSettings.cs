using Berth.Model.Units;

namespace Berth.Model;

/// <summary>How long, how often and how an experiment runs.</summary>
/// <param name="Duration">Time during which items are scheduled, for each repetition.</param>
/// <param name="Warmup">Time before it whose items are not counted.</param>
/// <param name="Repetitions">Repetitions of each placement.</param>
/// <param name="Dilation">How many times slower than real time an emulation runs; null chooses the smallest that fits the machine.</param>
/// <param name="Processor">How an emulated core is made slower.</param>
/// <param name="SelfCheck">Whether a failed self-check fails the run.</param>
public sealed record RunSettings(
    Duration Duration,
    Duration Warmup,
    int Repetitions,
    double? Dilation,
    ProcessorSharing Processor,
    SelfCheck SelfCheck);
