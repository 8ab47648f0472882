namespace Berth.Records;

/// <summary>Something could not be kept or read; the message says what, where, why and what to do.</summary>
public sealed class RecordsException(string message, Exception? inner = null) : Exception(message, inner);
