namespace Berth.Serving.Load;

/// <summary>What came back over a connection.</summary>
/// <param name="Status">Status code.</param>
/// <param name="Correct">Whether it names what the picture shows; null where that is not known.</param>
/// <param name="Closes">Whether the connection can carry no other request.</param>
internal readonly record struct LoadAnswer(int Status, bool? Correct, bool Closes);
