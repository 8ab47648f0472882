namespace Berth.Records.Store;

/// <summary>Something that happened: a worker died, a link went down, the run was stopped.</summary>
/// <param name="Deployment">During which deployment; null outside of any.</param>
/// <param name="Moment">Nanoseconds of the run's clock.</param>
/// <param name="Kind">Short word to select by.</param>
/// <param name="Text">One sentence.</param>
public sealed record EventRecord(int? Deployment, long Moment, string Kind, string Text);
