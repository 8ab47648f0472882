using System.Text.Json;

namespace Berth.Acceptance.Harness;

/// <summary>What a command said and how it ended.</summary>
internal sealed record Result(int ExitCode, string Output, string Errors, TimeSpan Took)
{
    internal JsonElement Json => JsonDocument.Parse(Output).RootElement;

    internal string Text => Output + Errors;

    /// <summary>Asserts the exit code; everything that the command said is in the message otherwise.</summary>
    internal Result Exits(int code)
    {
        Assert.True(code == ExitCode, $"exit code {ExitCode} instead of {code}\n{Output}\n{Errors}");
        return this;
    }

    /// <summary>Asserts that the command said something, on whichever stream.</summary>
    internal Result Says(string text)
    {
        // A table wraps long sentences: a person reads them as one.
        Assert.Contains(text, string.Join(' ', Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        return this;
    }
}
