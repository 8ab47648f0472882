using System.CommandLine;
using System.Net;
using Berth.Output;
using Berth.Records;
using Berth.Records.Formats.Loki;
using Berth.Records.Formats.Prometheus;
using Berth.Records.History;
using Berth.Records.Store;
using Berth.Server.History;

namespace Berth.Verbs;

/// <summary><c>berth history</c>: serves requests with the states of the programs that served them.</summary>
internal static class HistoryVerb
{
    internal static Command Make()
    {
        var run = new Argument<string?>("run") { Description = "Folder of a collection or of a run.", Arity = ArgumentArity.ZeroOrOne };
        var prometheus = new Option<string?>("--prometheus") { Description = "Prometheus server to read series from, instead of a folder." };
        var loki = new Option<string?>("--loki") { Description = "Loki server to read requests from." };
        var query = new Option<string>("--loki-query") { Description = "Which of its streams.", DefaultValueFactory = _ => new Records.Collection.CollectionPlan().LokiQuery };
        var listen = new Option<string>("--listen") { Description = "Where it listens, as ADDRESS:PORT; port 0 is any that is free.", DefaultValueFactory = _ => "127.0.0.1:5000" };
        var store = StoreOption.Make();
        var json = JsonOption.Make();
        var command = new Command("history", "Serve requests with the states of the programs that served them: GET /endpoints and /history (docs/formats/history.md).") { run, prometheus, loki, query, listen, store, json };
        command.SetAction(async (parsed, _) =>
        {
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromMinutes(1) };
            try
            {
                var address = IPEndPoint.TryParse(parsed.GetValue(listen)!, out var at) ? at : throw new FormatException($"--listen {parsed.GetValue(listen)} is no address such as 127.0.0.1:5000");
                if (parsed.GetValue(run) is { } path)
                {
                    if (parsed.GetValue(prometheus) is not null || parsed.GetValue(loki) is not null)
                        throw new FormatException("give either the folder of a run, or --prometheus and --loki");
                    var folder = RunFolder.Open(path, parsed.GetValue(store));
                    using var reader = RunReader.Open(folder);
                    return await ServeAsync(File.Exists(folder.Collection) ? new CollectedHistory(reader) : new ExecutionHistory(reader), address, parsed.GetValue(json)).ConfigureAwait(false);
                }
                if (parsed.GetValue(prometheus) is not { } series || parsed.GetValue(loki) is not { } lines)
                    throw new FormatException("give the folder of a run, or --prometheus and --loki");
                var source = new MonitoringHistory(
                    new PrometheusClient(http, CollectionArguments.Address("--prometheus", series)), new LokiClient(http, CollectionArguments.Address("--loki", lines)),
                    parsed.GetValue(query)!, TimeProvider.System, Console.Error.WriteLine);
                return await ServeAsync(source, address, parsed.GetValue(json)).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is FormatException or RecordsException or IOException)
            {
                await Console.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
                return ExitCodes.BadInput;
            }
        });
        return command;
    }

    private static async Task<int> ServeAsync(IHistorySource source, IPEndPoint address, bool json)
    {
        using var interruption = new Interruption();
        var server = await HistoryServer.StartAsync(source, address).ConfigureAwait(false);
        await using var _ = server.ConfigureAwait(false);
        var text = server.Address.ToString().TrimEnd('/');
        if (json)
            JsonOutput.WriteLine(new HistoryServerJson(text));
        else
            Console.WriteLine($"ready {text}");
        await Task.Delay(Timeout.InfiniteTimeSpan, interruption.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ExitCodes.Done;
    }
}

/// <summary><c>berth history --json</c>, on one line when it is ready.</summary>
internal sealed record HistoryServerJson(string Address);
