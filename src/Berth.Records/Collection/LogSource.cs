namespace Berth.Records.Collection;

/// <summary>A log whose lines say which requests were served.</summary>
/// <param name="Pod">Program that writes it.</param>
/// <param name="Path">File, which may not be there yet; <c>-</c> is standard input.</param>
public sealed record LogSource(string Pod, string Path);
