using Berth.Output;
using Berth.Records;

namespace Berth.Verbs;

/// <summary>A run that measured, from its folder to its report.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Output">What it leaves for people and programs.</param>
/// <param name="Learned">What was learned of the functions that were called; null when nothing was.</param>
internal sealed record MeasuredRun(RunFolder Folder, RunOutcome Outcome, RunOutput Output, LearnJson? Learned);
