using System.Text.Json;
using Berth.Accounting.Jobs;

namespace Berth.Records;

/// <summary>The finished simulations of a comparison, one JSON file each: a comparison that was cut off goes on with those that lack.</summary>
public sealed class CaseFolder(RunFolder run)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);
    private readonly string _path = Path.Combine(run.FullPath, "cases");

    /// <summary>Whether the run is a comparison.</summary>
    public bool Exists => Directory.Exists(_path);

    /// <summary>Keeps a finished simulation: the file appears whole or not at all.</summary>
    /// <exception cref="RecordsException">It cannot be written.</exception>
    public void Add(JobCaseResult result) => RecordsFailure.Translate("write", _path, () =>
    {
        Directory.CreateDirectory(_path);
        WholeFile.Write(Path.Combine(_path, result.Case.Key + ".json"), JsonSerializer.Serialize(result, Options));
    });

    /// <summary>The finished simulation of a case; null when it is not finished.</summary>
    /// <exception cref="RecordsException">Its file is damaged.</exception>
    public JobCaseResult? Find(JobCase one)
    {
        var file = Path.Combine(_path, one.Key + ".json");
        return File.Exists(file) ? Read(file) : null;
    }

    /// <summary>Every finished simulation, in the order of variants and repetitions.</summary>
    /// <exception cref="RecordsException">A file is damaged.</exception>
    public IReadOnlyList<JobCaseResult> All() => [.. Directory.GetFiles(_path, "*.json").Order(StringComparer.Ordinal).Select(Read)];

    private static JobCaseResult Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<JobCaseResult>(File.ReadAllText(file), Options) ?? throw new JsonException("it is empty");
        }
        catch (JsonException exception)
        {
            throw new RecordsException($"{file} is damaged ({exception.Message}); remove it, and the comparison simulates it again");
        }
    }
}
