namespace Berth.Output;

/// <summary>What an exception says to people.</summary>
internal static class ErrorText
{
    /// <summary>Its message without the name of the method's parameter, which is for programmers.</summary>
    internal static string Of(Exception exception) => exception is ArgumentException { ParamName: { } name }
        ? exception.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : exception.Message;
}
