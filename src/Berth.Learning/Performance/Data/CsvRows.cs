using System.Globalization;
using System.Text;
using Berth.Model.Files;

namespace Berth.Learning.Performance.Data;

/// <summary>
/// Reads and writes rows as CSV (RFC 4180, a header): <c>function,size,cores,memory_bytes,speed,neighbours,duration_s,cpu_s,peak_bytes,energy_j</c>, parameters as <c>param.NAME</c> or all in
/// <c>parameters_json</c>, metrics of the process before it as <c>initial.NAME</c>. An empty field is unknown.
/// </summary>
public static class CsvRows
{
    private const string Parameter = "param.", Initial = "initial.", Json = "parameters_json";

    private static readonly string[] Fixed = ["function", "size", "cores", "memory_bytes", "speed", "neighbours", "duration_s", "cpu_s", "peak_bytes", "energy_j"];

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">A line is wrong; the message says which.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static PerformanceData Read(string path)
    {
        var rows = new List<PerformanceRow>();
        string[]? header = null;
        foreach (var (fields, line) in CsvText.Records(path))
        {
            if (header is null)
                Check(header = fields, path);
            else if (fields.Length != header.Length)
                throw new FormatException($"{path}:{line}: the row has {fields.Length} fields, the header {header.Length}");
            else
                rows.Add(Row(header, fields, $"{path}:{line}"));
        }
        return header is null ? throw new FormatException($"{path}: the file is empty (the first line names the columns: {string.Join(',', Fixed)},{Parameter}NAME)") : new(rows, [Path.GetFileName(path)], []);
    }

    /// <summary>Writes rows so that reading them gives equal rows.</summary>
    public static void Write(TextWriter writer, PerformanceData data)
    {
        var parameters = data.Rows.SelectMany(row => row.Parameters.Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        var initial = data.Rows.SelectMany(row => row.Initial.Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        writer.WriteLine(string.Join(',', [.. Fixed, .. parameters.Select(name => Quote(Parameter + name)), .. initial.Select(name => Quote(Initial + name))]));
        foreach (var row in data.Rows)
            writer.WriteLine(string.Join(',', (string[])[
                Quote(row.Function), Quote(row.Size), Text(row.Cores), Text(row.MemoryBytes), Text(row.Speed), Text(row.Neighbours),
                .. PerformanceTarget.All.Select(target => Text(target.In(row))),
                .. parameters.Select(name => Text(row.Parameters.GetValueOrDefault(name, double.NaN))), .. initial.Select(name => Text(row.Initial.GetValueOrDefault(name, double.NaN)))]));
    }

    private static void Check(string[] header, string path)
    {
        foreach (var (name, index) in header.Select((name, index) => (name, index)))
        {
            if (Array.IndexOf(header, name) != index)
                throw new FormatException($"{path}:1: the column '{name}' is there twice");
            if (!Fixed.Contains(name) && name != Json && !(name.StartsWith(Parameter, StringComparison.Ordinal) && name.Length > Parameter.Length) && !InitialMetrics.Names.Any(metric => name == Initial + metric))
                throw new FormatException($"{path}:1: the column '{name}' is unknown: {Spelling.Suggest(name, [.. Fixed, Json, .. InitialMetrics.Names.Select(metric => Initial + metric)])}; a parameter is {Parameter}NAME");
        }
        foreach (var needed in (string[])["function", "cores", "memory_bytes", "duration_s"])
            if (!header.Contains(needed))
                throw new FormatException($"{path}:1: the column '{needed}' is missing");
    }

    private static PerformanceRow Row(string[] header, string[] fields, string where)
    {
        var parameters = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var initial = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var values = new Dictionary<string, double>();
        var (function, size) = ("", "");
        for (var column = 0; column < header.Length; column++)
        {
            var (name, field) = (header[column], fields[column]);
            if (name == "function")
                function = field.Length > 0 ? field : throw new FormatException($"{where}: the function is missing");
            else if (name == "size")
                size = field;
            else if (field.Length == 0)
                continue;
            else if (name == Json)
                AddAll(parameters, field, where);
            else if (name.StartsWith(Parameter, StringComparison.Ordinal))
                Add(parameters, name[Parameter.Length..], field);
            else if (name.StartsWith(Initial, StringComparison.Ordinal))
                initial[name[Initial.Length..]] = Number(name, field, where);
            else
                values[name] = Number(name, field, where) is var value && value >= 0 ? value : throw new FormatException($"{where}: '{name}' is {field}, below 0");
        }
        return new()
        {
            Function = function, Size = size, Parameters = parameters, Initial = initial, Cores = Positive("cores"), MemoryBytes = Positive("memory_bytes"),
            Speed = values.ContainsKey("speed") ? Positive("speed") : 1, Neighbours = values.GetValueOrDefault("neighbours"),
            DurationSeconds = values.GetValueOrDefault("duration_s", double.NaN), CpuSeconds = values.GetValueOrDefault("cpu_s", double.NaN),
            PeakBytes = values.GetValueOrDefault("peak_bytes", double.NaN), EnergyJoules = values.GetValueOrDefault("energy_j", double.NaN),
        };

        double Positive(string name) => values.TryGetValue(name, out var value) && value > 0 ? value : throw new FormatException($"{where}: '{name}' must be above 0");
    }

    /// <summary>A field that is no number is a text parameter, as in JSON.</summary>
    private static void Add(SortedDictionary<string, double> parameters, string name, string field)
    {
        if (double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            parameters[name] = number;
        else if (field is "true" or "false")
            parameters[name] = field == "true" ? 1 : 0;
        else
            parameters[$"{name}={field}"] = 1;
    }

    private static void AddAll(SortedDictionary<string, double> parameters, string json, string where)
    {
        try
        {
            foreach (var (name, value) in ParameterJson.Read(json))
                parameters[name] = value;
        }
        catch (FormatException exception)
        {
            throw new FormatException($"{where}: {exception.Message}");
        }
    }

    private static double Number(string name, string field, string where) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : throw new FormatException($"{where}: '{name}' is '{field}', not a finite number");

    private static string Text(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Quote(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : new StringBuilder("\"").Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"').ToString();
}
