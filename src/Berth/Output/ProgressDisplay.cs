using Berth.Records;

namespace Berth.Output;

/// <summary>Shows what a run is doing: one line that is written over in a terminal, a line for each step elsewhere, on standard error.</summary>
internal sealed class ProgressDisplay : IDisposable
{
    private readonly bool _terminal = !Console.IsErrorRedirected;
    private readonly bool _silent;
    private int _width;

    private ProgressDisplay(bool silent) => _silent = silent;

    internal static ProgressDisplay Make(bool silent) => new(silent);

    internal void Show(RunProgress progress)
    {
        if (_silent)
            return;
        var left = progress.Left is { } rest ? $", about {(rest.TotalSeconds >= 60 ? $"{(int)rest.TotalMinutes} min {rest.Seconds:00} s" : $"{Math.Ceiling(rest.TotalSeconds):0} s")} left" : "";
        var text = $"[{progress.Done * 100,3:0} %] {progress.Text}{left}";
        if (_terminal)
        {
            Console.Error.Write("\r" + text.PadRight(_width));
            _width = text.Length;
        }
        else
            Console.Error.WriteLine(text);
    }

    public void Dispose()
    {
        if (_terminal && _width > 0)
            Console.Error.Write("\r" + new string(' ', _width) + "\r");
    }
}
