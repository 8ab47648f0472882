using Berth.Model.Units;

namespace Berth.Model;

/// <summary>How long, how often and how an experiment runs.</summary>
/// <param name="World">Where it runs.</param>
/// <param name="Duration">Time during which items are scheduled, for each repetition; 0 when there are only jobs.</param>
/// <param name="Warmup">Time before it whose items are not counted.</param>
/// <param name="Repetitions">Repetitions of each placement.</param>
/// <param name="Dilation">How many times slower than real time an emulation runs; null chooses the smallest that fits the machine.</param>
/// <param name="Processor">How an emulated core is made slower.</param>
/// <param name="SelfCheck">Whether a failed self-check fails the run.</param>
/// <param name="Batch">Most pending jobs that a policy is asked about at once.</param>
/// <param name="Queue">Whether jobs may pass those before them.</param>
/// <param name="NodeQueues">Whether a policy may have a job wait for a busy node; where not, it stays in the common queue.</param>
public sealed record RunSettings(
    World World,
    Duration Duration,
    Duration Warmup,
    int Repetitions,
    double? Dilation,
    ProcessorSharing Processor,
    SelfCheck SelfCheck,
    int Batch,
    QueueDiscipline Queue,
    NodeQueues NodeQueues = NodeQueues.Allowed);
