using System.CommandLine;
using System.Globalization;
using Berth.Learning.Performance;
using Berth.Learning.Performance.Data;
using Berth.Learning.Performance.Files;
using Berth.Learning.Performance.Serving;
using Berth.Model.Units;
using Berth.Output;
using Spectre.Console;

namespace Berth.Verbs;

/// <summary><c>berth predict</c>: what an execution would take, by a model that <c>berth learn</c> wrote.</summary>
internal static class PredictVerb
{
    internal static Command Make()
    {
        var file = new Argument<string>("model") { Description = "File that 'berth learn' wrote." };
        var function = new Option<string?>("--function") { Description = "Function that would be executed." };
        var size = new Option<string?>("--size") { Description = "Size of its process, by a name that was learned from." };
        var cores = new Option<string?>("--cores") { Description = "Cores, instead of those of a size, such as 500m." };
        var memory = new Option<string?>("--memory") { Description = "Memory, instead of that of a size, such as 1Gi." };
        var speed = new Option<double?>("--speed") { Description = "Speed of a core relative to the reference." };
        var parameters = new Option<string[]>("--param") { Description = "Parameter of the function, NAME=VALUE; can be repeated." };
        var neighbours = new Option<double>("--neighbours") { Description = "Other executions on its node." };
        var initial = new Option<string[]>("--initial") { Description = "Metric of its process before it, NAME=NUMBER; can be repeated. What is not given is taken as it usually was." };
        var serve = new Option<int?>("--serve") { Description = "Answer POST /predict on this port of this machine instead; 0 is any that is free." };
        var json = JsonOption.Make();
        var command = new Command("predict", "Predict what an execution would take.") { file, function, size, cores, memory, speed, parameters, neighbours, initial, serve, json };
        command.SetAction(async (parsed, _) =>
        {
            try
            {
                var model = ModelFile.Load(parsed.GetValue(file)!);
                if (parsed.GetValue(serve) is { } port)
                    return await Serve(model, port, parsed.GetValue(json)).ConfigureAwait(false);
                var known = parsed.GetValue(size) is { } name ? model.SizeOf(name) : null;
                var request = new PredictionRequest(
                    parsed.GetValue(function) ?? throw new ArgumentException($"--function is missing; the model knows: {string.Join(", ", model.Schema.Functions)}"),
                    Named("--param", parsed.GetValue(parameters) ?? [], texts: true),
                    parsed.GetValue(cores) is { } given ? Quantity<Cpu>("--cores", given).Cores : known?.Cores ?? throw new ArgumentException($"--size is missing; the model knows: {string.Join(", ", model.Card.Sizes.Select(each => each.Name))}; or give --cores and --memory"),
                    parsed.GetValue(memory) is { } bytes ? Quantity<Memory>("--memory", bytes).Bytes : known?.MemoryBytes ?? throw new ArgumentException("--memory is missing"),
                    parsed.GetValue(speed) ?? known?.Speed ?? 1, parsed.GetValue(neighbours), Named("--initial", parsed.GetValue(initial) ?? [], texts: false));
                Print(model, request, parsed.GetValue(json));
                return ExitCodes.Done;
            }
            catch (Exception exception) when (exception is ArgumentException or FormatException or IOException or ModelFileException)
            {
                await Console.Error.WriteLineAsync(ErrorText.Of(exception)).ConfigureAwait(false);
                return ExitCodes.BadInput;
            }
        });
        return command;
    }

    private static void Print(PerformanceModel model, PredictionRequest request, bool json)
    {
        var prediction = model.Predict(request);
        if (json)
        {
            JsonOutput.Write(PredictionJson.Of(model, request, prediction));
            return;
        }
        var table = new Table().Border(TableBorder.Simple).AddColumn("");
        foreach (var heading in (string[])["predicted", "from", "to", "unit"])
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var target in prediction.Targets)
            table.AddRow(PerformanceTarget.Of(target.Target).Title, LearnTable.Number(target.Value), LearnTable.Number(target.Lower), double.IsFinite(target.Upper) ? LearnTable.Number(target.Upper) : "any", target.Unit);
        Terminal.Console.Write(table);
        Terminal.Console.WriteLine($"{100 * model.Card.Level:0.#} % of executions like those of {string.Join(", ", model.Card.Sources)} are expected from … to.");
        foreach (var warning in prediction.Warnings)
            Terminal.Console.WriteLine($"Beyond what was learned from: {warning}");
    }

    private static async Task<int> Serve(PerformanceModel model, int port, bool json)
    {
        if (port is < 0 or > 65535)
            throw new ArgumentException($"--serve {port} is no port");
        using var interruption = new Interruption();
        var server = await PredictionServer.StartAsync(model, port).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            var address = server.Address.ToString().TrimEnd('/');
            if (json)
                JsonOutput.WriteLine(new PredictReadyJson(address));
            else
                Console.WriteLine($"ready {address}");
            var ended = new TaskCompletionSource();
            using var registration = interruption.Token.Register(ended.SetResult);
            await ended.Task.ConfigureAwait(false);
        }
        return ExitCodes.Done;
    }

    private static Dictionary<string, double> Named(string option, IReadOnlyList<string> settings, bool texts)
    {
        var numbers = new Dictionary<string, double>();
        foreach (var setting in settings)
        {
            if (setting.Split('=', 2) is not [{ Length: > 0 } name, { Length: > 0 } value])
                throw new ArgumentException($"{option} {setting}: write NAME=VALUE, such as num_samples=1000000");
            if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                numbers[name] = number;
            else if (!texts)
                throw new ArgumentException($"{option} {setting}: {value} is no number");
            else if (value is "true" or "false")
                numbers[name] = value == "true" ? 1 : 0;
            else
                numbers[$"{name}={value}"] = 1;
        }
        return numbers;
    }

    private static T Quantity<T>(string option, string text) where T : struct, IQuantity<T> => T.TryParse(text, out var value) ? value : throw new ArgumentException($"{option} {text} is not {T.Expected}");
}

/// <summary><c>berth predict --serve --json</c>, on one line when it is ready.</summary>
internal sealed record PredictReadyJson(string Address);
