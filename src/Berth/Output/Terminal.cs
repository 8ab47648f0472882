using Spectre.Console;

namespace Berth.Output;

/// <summary>Standard output for people: in colour and as wide as the terminal, or plain and wide when it goes into a file or a program.</summary>
internal static class Terminal
{
    private const int WidthWithoutTerminal = 140;

    internal static IAnsiConsole Console { get; } = Make();

    private static IAnsiConsole Make()
    {
        if (!System.Console.IsOutputRedirected)
            return AnsiConsole.Console;
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No });
        console.Profile.Width = WidthWithoutTerminal;
        return console;
    }
}
