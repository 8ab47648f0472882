using System.CommandLine;
using Berth.Model;
using Berth.Model.Files;
using Berth.Model.Services;
using Berth.Model.Units;
using Berth.Records.Formats.Requests;
using Berth.Serving.Load;

namespace Berth.Verbs;

/// <summary>What <c>berth load</c> takes.</summary>
internal sealed class LoadOptions
{
    private static readonly string[] Methods = ["POST", "PUT", "PATCH", "GET", "HEAD"];

    private readonly Argument<string> _url = new("url") { Description = "Where the requests go, such as http://127.0.0.1:8080/." };
    private readonly Option<string?> _trace = new("--trace") { Description = "File of recorded counts: requests of each second, separated by blanks." };
    private readonly Option<string?> _pattern = new("--pattern") { Description = $"Generated load instead of a recorded one: {string.Join(", ", LoadPatterns.Names)}." };
    private readonly Option<string> _rate = Text("--rate", "Rate of the pattern, or its lowest.", "10/s");
    private readonly Option<string?> _peak = new("--peak") { Description = "Highest rate of the pattern; twice the rate if it is not given." };
    private readonly Option<string> _period = Text("--period", "From one peak of the pattern to the next.", "60s");
    private readonly Option<double> _scale = Number("--scale", "Factor of the counts.");
    private readonly Option<string> _start = Text("--start", "Time of the trace or pattern to start at.", "0s");
    private readonly Option<string?> _duration = new("--duration") { Description = "Length of the load; the whole trace, or 10s of a pattern, if it is not given." };
    private readonly Option<bool> _poisson = new("--poisson") { Description = "Spread the requests of a second at random, not at equal distances." };
    private readonly Option<long> _seed = new("--seed") { Description = "Seed: the same gives the same moments and pictures.", DefaultValueFactory = _ => 1 };
    private readonly Option<string> _name = Text("--name", "Name of the load's random stream.", "load");
    private readonly Option<double> _stretch = Number("--stretch", "Every moment is so many times later: the factor of a dilated world.");
    private readonly Option<string> _timeout = Text("--timeout", "A request that was not answered so long after its moment is given up.", "10s");
    private readonly Option<string> _picture = Text("--picture", "Size of the pictures that are sent.", "20kB");
    private readonly Option<string> _format = Text("--format", "Format of the pictures: jpeg or png.", "jpeg");
    private readonly Option<string?> _body = new("--body") { Description = "File to send instead of pictures." };
    private readonly Option<string?> _field = new("--field") { Description = "Send the body as a multipart form's field of this name." };
    private readonly Option<string> _method = Text("--method", $"HTTP method: {string.Join(", ", Methods)}.", "POST");

    internal Option<int> Processes { get; } = new("--processes") { Description = "Processes that share the load; 0 is as many as its highest rate needs.", DefaultValueFactory = _ => 0 };

    internal void AddTo(Command command)
    {
        command.Add(_url);
        foreach (var option in (Option[])[_trace, _pattern, _rate, _peak, _period, _scale, _start, _duration, _poisson, _seed, _name, _stretch, _timeout, _picture, _format, _body, _field, _method, Processes])
            command.Add(option);
    }

    /// <exception cref="ArgumentException">An option has a value that makes no sense.</exception>
    /// <exception cref="FormatException">The trace has a mistake.</exception>
    internal LoadSettings Read(ParseResult parsed)
    {
        var (address, url) = LoadTarget.Of(parsed.GetValue(_url)!);
        var stretch = Positive(parsed, _stretch);
        var load = Load(parsed);
        var asked = parsed.GetValue(_duration) is { } text ? Quantity<Duration>(text, _duration).Seconds : load.Pattern is null ? 0 : 10;
        if (parsed.GetValue(_duration) is not null && asked <= 0)
            throw new ArgumentException($"--duration {parsed.GetValue(_duration)} is not above 0");
        if (load.Pattern is null && RequestLoads.Seconds(load, 0) == 0)
            throw new ArgumentException($"--start {parsed.GetValue(_start)} is not before the end of the trace");
        var method = OneOf(parsed.GetValue(_method)!.ToUpperInvariant(), Methods, _method);
        if (parsed.GetValue(_body) is { } body && !File.Exists(body))
            throw new ArgumentException($"--body {body}: there is no such file");
        if (parsed.GetValue(Processes) is < 0 or > 64)
            throw new ArgumentException($"--processes {parsed.GetValue(Processes)} is not between 0 and 64");
        return new(
            address.ToString(), url.Port, load, RequestLoads.Seconds(load, asked), parsed.GetValue(_seed), parsed.GetValue(_name)!,
            (long)(Quantity<Duration>(parsed, _timeout).Nanoseconds * stretch), stretch, (long)Quantity<Memory>(parsed, _picture).Bytes, OneOf(parsed.GetValue(_format)!, ["jpeg", "png"], _format),
            url.PathAndQuery, url.Authority, method, parsed.GetValue(_field), parsed.GetValue(_body) is { } file ? System.IO.Path.GetFullPath(file) : null);
    }

    private ServiceLoad Load(ParseResult parsed)
    {
        var (trace, shape) = (parsed.GetValue(_trace), parsed.GetValue(_pattern));
        if (trace is not null && shape is not null)
            throw new ArgumentException("a load is recorded or generated: give --trace or --pattern, not both");
        if (trace is not null && !File.Exists(trace))
            throw new ArgumentException($"--trace {trace}: there is no such file");
        var rate = Quantity<Frequency>(parsed, _rate);
        var peak = parsed.GetValue(_peak) is { } text ? Quantity<Frequency>(text, _peak) : new Frequency(2 * rate.PerSecond);
        if (trace is null && (rate.PerSecond <= 0 || Quantity<Duration>(parsed, _period).Seconds <= 0))
            throw new ArgumentException("--rate and --period must be above 0");
        return new(
            trace is null ? null : System.IO.Path.GetFullPath(trace),
            trace is null ? new(OneOf(shape ?? "constant", LoadPatterns.Names, _pattern), rate, peak, Quantity<Duration>(parsed, _period)) : null,
            Quantity<Duration>(parsed, _start), Positive(parsed, _scale), parsed.GetValue(_poisson) ? Arrivals.Poisson : Arrivals.Periodic);
    }

    private static T Quantity<T>(ParseResult parsed, Option<string> option) where T : struct, IQuantity<T> => Quantity<T>(parsed.GetValue(option)!, option);

    private static T Quantity<T>(string text, Option option) where T : struct, IQuantity<T> =>
        T.TryParse(text, out var value) ? value : throw new ArgumentException($"{option.Name} {text} is not {T.Expected}");

    private static string OneOf(string value, IReadOnlyCollection<string> all, Option option) =>
        all.Contains(value) ? value : throw new ArgumentException($"{option.Name} {value}: {Spelling.Suggest(value, [.. all])}");

    private static double Positive(ParseResult parsed, Option<double> option) =>
        parsed.GetValue(option) is var value && value > 0 && double.IsFinite(value) ? value : throw new ArgumentException($"{option.Name} {value} is not above 0");

    private static Option<string> Text(string name, string description, string value) => new(name) { Description = description, DefaultValueFactory = _ => value };

    private static Option<double> Number(string name, string description) => new(name) { Description = description, DefaultValueFactory = _ => 1 };
}
