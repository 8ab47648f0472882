namespace Berth.Model.Files;

/// <summary>One mistake in a file: where, what, and what to do about it.</summary>
/// <param name="Line">Line from 1; 0 concerns the whole file.</param>
/// <param name="Column">Column from 1.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Suggestion">What to write instead; null when there is no good guess.</param>
public sealed record Diagnostic(int Line, int Column, string Message, string? Suggestion = null)
{
    /// <summary>The form that editors and terminals can jump to.</summary>
    public string Format(string file) =>
        (Line > 0 ? $"{file}:{Line}:{Column}: " : $"{file}: ") + Message + (Suggestion is null ? "" : $" ({Suggestion})");
}
