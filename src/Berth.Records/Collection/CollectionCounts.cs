namespace Berth.Records.Collection;

/// <summary>What a collection has so far.</summary>
/// <param name="Scrapes">Scrapes that gave samples.</param>
/// <param name="FailedScrapes">Scrapes that gave none.</param>
/// <param name="MissedScrapes">Scrapes that were due while the one before still went on.</param>
/// <param name="Samples">Samples that were kept.</param>
/// <param name="Requests">Requests that were kept.</param>
/// <param name="WrongLines">Lines that are records of requests but wrong.</param>
/// <param name="Silent">Programs that never answered.</param>
public sealed record CollectionCounts(long Scrapes, long FailedScrapes, long MissedScrapes, long Samples, long Requests, long WrongLines, IReadOnlyList<string> Silent);
