using Berth.Model.Observations;

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

    private static readonly Dictionary<string, ItemOutcome> Outcomes = Texts.ToDictionary(pair => pair.Value, pair => pair.Key);

    internal static string Of(ItemOutcome outcome) => Texts[outcome];

    internal static ItemOutcome Parse(string text) => Outcomes[text];
}
