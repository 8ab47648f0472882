using System.Text.Json;
using Berth.Output;
using Berth.Records.Collection;
using Berth.Records.History;

namespace Berth.Verbs;

/// <summary>What the command line says of programs and logs.</summary>
internal static class CollectionArguments
{
    private const string PathLabel = "__metrics_path__", SchemeLabel = "__scheme__";

    /// <exception cref="FormatException">A target is wrong, or two have one name.</exception>
    internal static IReadOnlyList<ScrapeTarget> Targets(IEnumerable<string> arguments, IEnumerable<string> files)
    {
        var targets = arguments.Select(Target).Concat(files.SelectMany(OfFile)).ToList();
        foreach (var same in targets.GroupBy(target => target.Name).Where(same => same.Skip(1).Any()))
            throw new FormatException($"two targets are called {same.Key}; give each a name of its own: NAME=URL");
        return targets;
    }

    /// <summary>Logs; one without a name is that of the only target, else of the program that its file is named after.</summary>
    /// <exception cref="FormatException">It cannot be told who writes a log.</exception>
    internal static IReadOnlyList<LogSource> Logs(IEnumerable<string> arguments, IReadOnlyList<ScrapeTarget> targets) => [.. arguments.Select(argument =>
    {
        var (name, path) = Named(argument);
        if (name is null && targets.Count == 1)
            name = targets[0].Name;
        if (name is null && path == "-")
            throw new FormatException("--log - needs the name of the program that writes it: NAME=-");
        name ??= LogPod.OfFile(path);
        return targets.Count == 0 || targets.Any(target => target.Name == name)
            ? new LogSource(name, path == "-" ? path : Path.GetFullPath(path))
            : throw new FormatException($"--log {argument} is of {name}, but there is no such target; write it as NAME=FILE, where NAME is one of {string.Join(", ", targets.Select(target => target.Name))}");
    })];

    /// <exception cref="FormatException">It is no address.</exception>
    internal static Uri Address(string what, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0
            ? address : throw new FormatException($"{what} {text} is no address such as http://127.0.0.1:9000/metrics");

    /// <summary>What is collected, for the folder.</summary>
    internal static string Describe(CollectionPlan plan) => JsonOutput.Text(new
    {
        intervalSeconds = plan.Interval.TotalSeconds,
        targets = plan.Targets.Select(target => new { name = target.Name, address = target.Address.ToString(), labels = target.Labels }),
        logs = plan.Logs.Select(log => new { name = log.Pod, path = log.Path }),
        loki = plan.Loki?.ToString(),
        lokiQuery = plan.Loki is null ? null : plan.LokiQuery,
    });

    private static ScrapeTarget Target(string argument)
    {
        var (name, text) = Named(argument);
        var address = Address("the target", text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}");
        if (address.AbsolutePath is "/" or "")
            address = new Uri(address, "/metrics");
        return new(name ?? $"{address.Host}:{address.Port}", address);
    }

    /// <summary>A name before the first <c>=</c>; one within an address is not meant.</summary>
    private static (string? Name, string Value) Named(string argument)
    {
        var at = argument.IndexOf('=', StringComparison.Ordinal);
        return at > 0 && argument.AsSpan(0, at).IndexOfAny("/:?") < 0 ? (argument[..at], argument[(at + 1)..]) : (null, argument);
    }

    /// <summary>Groups of addresses with labels: https://prometheus.io/docs/prometheus/latest/configuration/configuration/#file_sd_config.</summary>
    private static IEnumerable<ScrapeTarget> OfFile(string file)
    {
        List<ScrapeTarget> targets = [];
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var group in document.RootElement.EnumerateArray())
            {
                var labels = group.TryGetProperty("labels", out var given) ? given.EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString()!) : [];
                labels.Remove(PathLabel, out var path);
                labels.Remove(SchemeLabel, out var scheme);
                labels.Remove(CollectedHistory.Pod, out var name);
                foreach (var target in group.GetProperty("targets").EnumerateArray())
                    targets.Add(new(name ?? target.GetString()!, Address(file, $"{scheme ?? "http"}://{target.GetString()}{path ?? "/metrics"}")) { Labels = labels.Where(label => !label.Key.StartsWith("__", StringComparison.Ordinal)).ToDictionary() });
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"{file}: {exception.Message}; write it as [{{\"targets\": [\"127.0.0.1:9000\"], \"labels\": {{\"pod\": \"a\"}}}}]", exception);
        }
        return targets;
    }
}
