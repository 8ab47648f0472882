namespace Berth.Learning.Performance.Files;

/// <summary>A model file cannot be used; the message says which file, what is wrong and what to do.</summary>
public sealed class ModelFileException(string path, string what, Exception? inner = null) : Exception($"{path}: {what}", inner);
