namespace Berth.Workloads.Native;

/// <summary>A native library that this machine lacks; the message names the command that installs it.</summary>
public sealed class MissingLibraryException(string library, IEnumerable<string> looked, string command)
    : Exception($"{library} was not found or cannot be loaded. Looked for {string.Join(", ", looked)}. To install it: {command}")
{
    /// <summary>The library's file name.</summary>
    public string Library { get; } = library;

    /// <summary>The command that installs it.</summary>
    public string Command { get; } = command;
}
