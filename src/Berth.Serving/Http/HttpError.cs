namespace Berth.Serving.Http;

/// <summary>Why a message is refused.</summary>
/// <param name="Status">The status that says so.</param>
/// <param name="Why">For people.</param>
internal sealed record HttpError(int Status, string Why);
