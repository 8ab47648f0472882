namespace Berth.Serving.Http2;

/// <summary>An answer that has left the loop's thread.</summary>
/// <param name="Status">As in HTTP.</param>
/// <param name="Headers">Complete lines of header fields.</param>
/// <param name="Body">The body.</param>
internal sealed record Http2Answer(int Status, byte[] Headers, byte[] Body);
