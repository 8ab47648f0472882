using Berth.Model.Observations;
using Berth.Records.Clusters;
using Berth.Records.Timelines;

namespace Berth.Records.Store;

/// <summary>Outcomes as the database spells them.</summary>
internal static class OutcomeText
{
    private static readonly Dictionary<ItemOutcome, string> Texts = new()
    {
        [ItemOutcome.Completed] = "completed",
        [ItemOutcome.TimedOut] = "timed_out",
        [ItemOutcome.Failed] = "failed",
        [ItemOutcome.Refused] = "refused",
    };

    private static readonly Dictionary<ExecutionOutcome, string> ExecutionTexts = new()
    {
        [ExecutionOutcome.Done] = "done",
        [ExecutionOutcome.Failed] = "failed",
        [ExecutionOutcome.OutOfMemory] = "out_of_memory",
        [ExecutionOutcome.Cancelled] = "cancelled",
        [ExecutionOutcome.TimedOut] = "timed_out",
        [ExecutionOutcome.Refused] = "refused",
    };

    private static readonly Dictionary<string, ExecutionOutcome> ExecutionOutcomes = ExecutionTexts.ToDictionary(pair => pair.Value, pair => pair.Key);

    private static readonly Dictionary<string, ItemOutcome> Outcomes = Texts.ToDictionary(pair => pair.Value, pair => pair.Key);

    private static readonly Dictionary<SeriesKind, string> KindTexts = new()
    {
        [SeriesKind.Unknown] = "unknown",
        [SeriesKind.Gauge] = "gauge",
        [SeriesKind.Counter] = "counter",
    };

    private static readonly Dictionary<string, SeriesKind> Kinds = KindTexts.ToDictionary(pair => pair.Value, pair => pair.Key);

    private static readonly Dictionary<PodOutcome, string> PodTexts = new()
    {
        [PodOutcome.Bound] = "bound",
        [PodOutcome.Pending] = "pending",
        [PodOutcome.Failed] = "failed",
        [PodOutcome.Found] = "found",
    };

    private static readonly Dictionary<string, PodOutcome> PodOutcomes = PodTexts.ToDictionary(pair => pair.Value, pair => pair.Key);

    internal static string Of(PodOutcome outcome) => PodTexts[outcome];

    internal static PodOutcome ParsePod(string text) => PodOutcomes[text];

    internal static string Of(SeriesKind kind) => KindTexts[kind];

    internal static SeriesKind ParseKind(string text) => Kinds[text];

    internal static string Of(ItemOutcome outcome) => Texts[outcome];

    internal static string Of(ExecutionOutcome outcome) => ExecutionTexts[outcome];

    internal static ExecutionOutcome ParseExecution(string text) => ExecutionOutcomes[text];

    internal static ItemOutcome Parse(string text) => Outcomes[text];
}
