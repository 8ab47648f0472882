using System.Diagnostics;

namespace Berth.Acceptance.Harness;

/// <summary>
/// What every specification needs: a folder to work in, the program, and the assertion at its end that nothing of it is left on the machine.
/// </summary>
public abstract class Specs : IAsyncDisposable
{
    protected const int Seconds = 1000;
    /// <summary>Long: a run waits for others on the machine.</summary>
    private protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    private readonly Leavings _leavings = new();
    private readonly List<RunningBerth> _running = [];

    protected Specs() => Folder = Directory.CreateTempSubdirectory("berth-acceptance-").FullName;

    /// <summary>The folder in which commands run.</summary>
    protected string Folder { get; }

    internal string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(Folder, name), text);
        return name;
    }

    /// <summary>Runs a command to its end.</summary>
    internal Task<Result> Berth(params string[] arguments) => Start(arguments).End(Patience);

    /// <summary>Starts a command, as the leader of a process group, the way a shell does.</summary>
    internal RunningBerth Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("setsid", ["dotnet", Repository.Program, .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        _leavings.Mark(start);
        var running = new RunningBerth(start);
        _leavings.Own(running.Pid);
        _running.Add(running);
        return running;
    }

    /// <summary>Processes that were started for a command of this specification, by a word of their command line.</summary>
    internal IReadOnlyList<int> ProcessesWith(string word) => _leavings.Processes(word);

    internal Task NothingIsLeft() => _leavings.AssertNone();

    internal static void NeedRoot() =>
        Assert.SkipWhen(Environment.UserName != "root", "needs root: control groups and network namespaces");

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var running in _running)
            running.Kill();
        await NothingIsLeft();
        _leavings.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
