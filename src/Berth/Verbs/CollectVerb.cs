using System.CommandLine;
using Berth.Model.Units;
using Berth.Output;
using Berth.Records;
using Berth.Records.Collection;
using Berth.Records.Store;

namespace Berth.Verbs;

/// <summary><c>berth collect</c>: keeps the metrics of programs, and which requests they served.</summary>
internal static class CollectVerb
{
    internal static Command Make()
    {
        var targets = new Argument<string[]>("target") { Description = "Metrics to scrape, as NAME=URL or URL: small=http://127.0.0.1:9000/metrics.", Arity = ArgumentArity.ZeroOrMore };
        var files = new Option<string[]>("--targets") { Description = "JSON file of targets with labels, as file_sd_configs of Prometheus has them.", DefaultValueFactory = _ => [] };
        var logs = new Option<string[]>("--log") { Description = "Log to follow for served requests, as NAME=FILE or FILE; - is standard input.", DefaultValueFactory = _ => [] };
        var loki = new Option<string?>("--loki") { Description = "Loki server to follow for served requests." };
        var query = new Option<string>("--loki-query") { Description = "Which of its streams.", DefaultValueFactory = _ => new CollectionPlan().LokiQuery };
        var every = new Option<string>("--every") { Description = "Interval of the scrapes.", DefaultValueFactory = _ => "1s" };
        var during = new Option<string?>("--for") { Description = "How long; until Ctrl-C without it." };
        var name = new Option<string>("--name") { Description = "Name of the collection.", DefaultValueFactory = _ => "programs" };
        var runs = new Option<string>("--runs") { Description = "Folder that holds the folders of runs.", DefaultValueFactory = _ => "runs" };
        var csv = new Option<bool>("--csv") { Description = "Write the tables as CSV, too, when it ends." };
        var store = StoreOption.Make();
        var json = JsonOption.Make();
        var command = new Command("collect", "Collect metrics of programs and the requests that they served (docs/collection.md).") { targets, files, logs, loki, query, every, during, name, runs, csv, store, json };
        command.SetAction(async (parsed, _) =>
        {
            try
            {
                var named = CollectionArguments.Targets(parsed.GetValue(targets)!, parsed.GetValue(files)!);
                var plan = new CollectionPlan
                {
                    Targets = named,
                    Logs = CollectionArguments.Logs(parsed.GetValue(logs)!, named),
                    Loki = parsed.GetValue(loki) is { } server ? CollectionArguments.Address("--loki", server) : null,
                    LokiQuery = parsed.GetValue(query)!,
                    Interval = TimeSpan.FromSeconds(Seconds("--every", parsed.GetValue(every)!)),
                };
                if (plan.Targets.Count == 0 && plan.Logs.Count == 0 && plan.Loki is null)
                    throw new FormatException("there is nothing to collect; give a target such as http://127.0.0.1:9000/metrics, a --log or a --loki");
                return await RunAsync(
                    plan, parsed.GetValue(during) is { } time ? TimeSpan.FromSeconds(Seconds("--for", time)) : null,
                    parsed.GetValue(runs)!, parsed.GetValue(name)!, parsed.GetValue(store), parsed.GetValue(csv), parsed.GetValue(json)).ConfigureAwait(false);
            }
            catch (FormatException exception)
            {
                await Console.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
                return ExitCodes.BadInput;
            }
            catch (RecordsException exception)
            {
                await Console.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
                return ExitCodes.MachineLacks;
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(CollectionPlan plan, TimeSpan? duration, string runs, string name, string? connection, bool csv, bool json)
    {
        using var interruption = new Interruption();
        var folder = RunFolder.CreateCollection(runs, $"{name}-collected", CollectionArguments.Describe(plan), TimeProvider.System, connection);
        folder.Write(folder.Machine, MachineFacts.Read().ToJson());
        CollectionCounts counts;
        using (var store = RunStore.Create(folder))
        using (var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { MaxResponseContentBufferSize = 1 << 26 })
        using (var end = CancellationTokenSource.CreateLinkedTokenSource(interruption.Token))
        {
            var collector = new Collector(plan, store, http, Console.In, TimeProvider.System);
            await Console.Error.WriteLineAsync($"collecting into {folder.FullPath}{(duration is null ? " until Ctrl-C" : "")}").ConfigureAwait(false);
            if (duration is { } time)
                end.CancelAfter(time);
            await collector.RunAsync(end.Token).ConfigureAwait(false);
            counts = collector.Counts;
        }
        if (csv)
        {
            using var reader = RunReader.Open(folder);
            CsvExport.Write(reader, folder.Csv);
        }
        var result = new CollectionJson(folder.FullPath, counts.Samples, counts.Requests, counts.Scrapes, counts.FailedScrapes, counts.MissedScrapes, counts.WrongLines, counts.Silent);
        if (json)
            JsonOutput.Write(result);
        else
            Console.WriteLine($"{folder.FullPath}: {counts.Samples} samples of {counts.Scrapes} scrapes ({counts.FailedScrapes} failed, {counts.MissedScrapes} missed), {counts.Requests} requests{(counts.WrongLines > 0 ? $", {counts.WrongLines} wrong lines" : "")}");
        foreach (var silent in counts.Silent)
            await Console.Error.WriteLineAsync($"{silent} never answered; why is in the table events").ConfigureAwait(false);
        return counts.Silent.Count == 0 ? ExitCodes.Done : ExitCodes.Missed;
    }

    private static double Seconds(string option, string text) =>
        Duration.TryParse(text, out var value) && value.Seconds is >= 0.01 and <= 1e6 ? value.Seconds : throw new FormatException($"{option} {text} is not {Duration.Expected}, from 10ms to a million seconds");
}

/// <summary><c>berth collect --json</c>.</summary>
internal sealed record CollectionJson(string RunFolder, long Samples, long Requests, long Scrapes, long FailedScrapes, long MissedScrapes, long WrongLines, IReadOnlyList<string> Silent);
