using System.CommandLine;
using System.Globalization;
using Berth.Accounting.Estimators;
using Berth.Model.Files;
using Berth.Model.Units;
using Berth.Output;

namespace Berth.Verbs;

/// <summary><c>berth whatif</c>: what a computation would use and emit if it ran there, on that hardware, then.</summary>
internal static class WhatIfVerb
{
    internal static Command Make()
    {
        var runtime = new Option<string>("--runtime") { Description = "How long it runs on hardware of speed 1, such as 2h.", Required = true };
        var cores = new Option<string>("--cores") { Description = "Cores that it has.", DefaultValueFactory = _ => "1" };
        var memory = new Option<string>("--memory") { Description = "Memory that it has, used or not, such as 64Gi.", DefaultValueFactory = _ => "0B" };
        var usage = new Option<double>("--usage") { Description = "Mean utilisation of its cores, from 0 to 1.", DefaultValueFactory = _ => 1 };
        var gpus = new Option<int>("--gpus") { Description = "Graphics processors that it has.", DefaultValueFactory = _ => 0 };
        var gpuPower = new Option<string>("--gpu-power") { Description = "Power of a busy graphics processor.", DefaultValueFactory = _ => "200W" };
        var hardware = new Option<string[]>("--hardware") { Description = "NAME=POWER or NAME=POWER@SPEED: power of a busy core, and how much faster it runs, such as xeon=6.3W@1.4; 'any' is 12W. Can be repeated." };
        var corePower = new Option<string?>("--core-power") { Description = "Power of a busy core, where the hardware needs no name." };
        var zones = new Option<string[]>("--zone") { Description = $"Where it could run: {string.Join(", ", WhatIfPlaces.Zones.Keys)}. Can be repeated." };
        var traces = new Option<string[]>("--trace") { Description = "File of carbon intensities over time of a place (docs/formats/carbon-intensity.md). Can be repeated." };
        var starts = new Option<string[]>("--start") { Description = "When it could start, such as 2020-06-01T13:00Z; matters with --trace. Can be repeated." };
        var pue = new Option<string>("--pue") { Description = "Power usage effectiveness, or a provider: " + string.Join(", ", GreenAlgorithmsData.Latest.Pue.Keys.Order()) + ".", DefaultValueFactory = _ => GreenAlgorithmsData.Unknown };
        var constants = new Option<string>("--constants") { Description = "Version of Green Algorithms' constants: " + string.Join(", ", GreenAlgorithmsData.All.Select(data => data.Version)) + ".", DefaultValueFactory = _ => GreenAlgorithmsData.Latest.Version };
        var json = JsonOption.Make();
        var command = new Command("whatif", "What a computation would use and emit if it ran there, on that hardware, then.")
        {
            runtime, cores, memory, usage, gpus, gpuPower, hardware, corePower, zones, traces, starts, pue, constants, json,
        };
        command.SetAction(parsed =>
        {
            try
            {
                var data = GreenAlgorithmsData.All.FirstOrDefault(data => data.Version == parsed.GetValue(constants))
                    ?? throw new ArgumentException($"--constants {parsed.GetValue(constants)}: {Spelling.Suggest(parsed.GetValue(constants)!, [.. GreenAlgorithmsData.All.Select(data => data.Version)])}");
                var task = new ComputeTask(
                    Quantity<Duration>("--runtime", parsed.GetValue(runtime)!), Quantity<Cpu>("--cores", parsed.GetValue(cores)!), Quantity<Memory>("--memory", parsed.GetValue(memory)!),
                    parsed.GetValue(usage), parsed.GetValue(gpus));
                var options = Hardware(parsed.GetValue(hardware) ?? [], parsed.GetValue(corePower), Quantity<Power>("--gpu-power", parsed.GetValue(gpuPower)!));
                var places = WhatIfPlaces.Read(parsed.GetValue(zones) ?? [], parsed.GetValue(traces) ?? [], parsed.GetValue(starts) ?? [], PueOf(parsed.GetValue(pue)!, data));
                places.CheckLength(task.Runtime.Seconds / options.Min(option => option.Speed));
                var rows = WhatIf.Table(task, places.Locations, options, places.Starts, data).OrderBy(row => row.Carbon.Grams).ToList();
                if (parsed.GetValue(json))
                    JsonOutput.Write(WhatIfJson.Of(rows, data.Version, places));
                else
                    WhatIfJson.Print(WhatIfJson.Of(rows, data.Version, places));
                return ExitCodes.Done;
            }
            catch (Exception exception) when (exception is ArgumentException or FormatException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(ErrorText.Of(exception));
                return ExitCodes.BadInput;
            }
        });
        return command;
    }

    private static T Quantity<T>(string option, string text) where T : struct, IQuantity<T> =>
        T.TryParse(text, out var value) ? value : throw new ArgumentException($"{option} {text} is not {T.Expected}");

    private static double PueOf(string text, GreenAlgorithmsData data) =>
        data.Pue.TryGetValue(text, out var known) ? known
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var pue) ? pue
        : throw new ArgumentException($"--pue {text} is neither a number nor a provider: {Spelling.Suggest(text, [.. data.Pue.Keys])}");

    private static List<HardwareOption> Hardware(IReadOnlyList<string> named, string? corePower, Power gpu)
    {
        var options = named.Select(text => One(text, gpu)).ToList();
        if (corePower is not null)
            options.Add(new($"{corePower} a core", Quantity<Power>("--core-power", corePower), gpu));
        if (options.Count == 0)
            options.Add(new("any", GreenAlgorithmsData.AnyCore, gpu));
        return options;
    }

    private static HardwareOption One(string text, Power gpu)
    {
        if (text == "any")
            return new(text, GreenAlgorithmsData.AnyCore, gpu);
        var speed = 1.0;
        return text.Split('=') is [{ Length: > 0 } name, var what] && what.Split('@') is { Length: 1 or 2 } parts && Power.TryParse(parts[0], out var power)
            && (parts.Length == 1 || double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out speed))
            ? new(name, power, gpu, speed)
            : throw new ArgumentException($"--hardware {text}: write 'any', NAME=POWER or NAME=POWER@SPEED, such as xeon=6.3W@1.4; POWER is that of a busy core: the processor's thermal design power by its cores");
    }
}
