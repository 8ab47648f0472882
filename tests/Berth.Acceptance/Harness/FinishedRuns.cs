using Berth.Acceptance;

namespace Berth.Acceptance.Harness;

/// <summary>Two runs that several specifications look at, each run when it is first asked for.</summary>
public sealed class FinishedRuns : Specs
{
    private readonly Lazy<Task<FinishedRun>> _http;
    private readonly Lazy<Task<FinishedRun>> _mqtt;

    public FinishedRuns()
    {
        var text = new ExperimentText { Placement = "[local, edge]", Endpoints = 2, EndpointShares = "0.25", Run = "repetitions: 2" };
        _http = new(() => Run("http", text));
        _mqtt = new(() => Run("mqtt", text with { Workload = "transport: mqtt", Run = "" }, "--json"));
    }

    /// <summary>By HTTP, two repetitions, printed as text.</summary>
    internal Task<FinishedRun> Http => Get(_http);

    /// <summary>By MQTT, printed as JSON.</summary>
    internal Task<FinishedRun> Mqtt => Get(_mqtt);

    internal Task<FinishedRun> ByTransport(string transport) => transport == "http" ? Http : Mqtt;

    private static Task<FinishedRun> Get(Lazy<Task<FinishedRun>> run)
    {
        NeedRoot();
        return run.Value;
    }

    private async Task<FinishedRun> Run(string name, ExperimentText text, params string[] options)
    {
        var file = Write($"{name}.yaml", text.ToString());
        var result = await Berth(["run", file, "--runs", $"runs-{name}", .. options]);
        await NothingIsLeft();
        return new(Path.Combine(Folder, file), RunRecords.OnlyFolder(Path.Combine(Folder, $"runs-{name}")), result);
    }
}

/// <summary>A run that has ended.</summary>
internal sealed record FinishedRun(string File, string Folder, Result Result)
{
    internal RunRecords Records => new(Folder);
}
