namespace Berth.Verbs;

/// <summary>What the exit code of the program means.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    internal const int Done = 0;

    /// <summary>The run missed what it promised: a failed self-check, a required objective, a process that died, an interruption.</summary>
    internal const int Missed = 1;

    /// <summary>The input is wrong.</summary>
    internal const int BadInput = 2;

    /// <summary>The machine lacks something; the message names the command that adds it.</summary>
    internal const int MachineLacks = 3;
}
