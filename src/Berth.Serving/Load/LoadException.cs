namespace Berth.Serving.Load;

/// <summary>A load cannot be sent; the message says why.</summary>
public sealed class LoadException(string message) : Exception(message);
