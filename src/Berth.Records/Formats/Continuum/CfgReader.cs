using Berth.Model.Files;

namespace Berth.Records.Formats.Continuum;

/// <summary>Reads and checks the sections together.</summary>
internal static class CfgReader
{
    private static readonly string[] Known = ["infrastructure", "benchmark", "execution_model"];

    private static readonly CfgSettings Nothing = new([], [], "local", null, null, "mqtt", []);

    internal static CfgSettings Read(IReadOnlyList<IniSection> sections, List<Diagnostic> errors)
    {
        var notes = new List<string>();
        if (sections.FirstOrDefault(section => section.Name == Known[0]) is not { } infrastructure)
        {
            errors.Add(new(sections is [{ } first, ..] ? first.Line : 0, 1, "the section [infrastructure] is missing", "sections are written in small letters"));
            return Nothing;
        }
        var fields = new CfgFields(infrastructure, errors);
        var nodes = new InfrastructureReader(fields, notes);
        nodes.Read();
        var benchmark = sections.FirstOrDefault(section => section.Name == Known[1]);
        var model = sections.FirstOrDefault(section => section.Name == Known[2]);
        var links = nodes.Links();
        var run = new BenchmarkReader(nodes, notes);
        if (nodes.InfrastructureOnly)
            notes.Add("infra_only = True: the framework only makes the machines and measures nothing; [benchmark] is not read");
        else if (benchmark is null)
            errors.Add(new(infrastructure.Line, 1, "the section [benchmark] is missing", "or set infra_only = True"));
        else
            run.Read(new CfgFields(benchmark, errors), model is null ? null : new CfgFields(model, errors));
        Leftovers(fields, notes);
        foreach (var section in sections.Where(section => !Known.Contains(section.Name)))
            notes.Add($"[{IniReader.Short(section.Name)}]: the framework ignores this section" + Meant(section.Name, Known));
        return new(nodes.Workers(run.Controllers), links, run.Placement, run.Rate, run.Seconds, run.Transport, notes);
    }

    /// <summary>Notes the keys that the framework silently ignores.</summary>
    internal static void Leftovers(CfgFields fields, List<string> notes)
    {
        foreach (var entry in fields.Others)
            notes.Add($"{IniReader.Short(entry.Key)} (line {entry.Line}): the framework ignores this key" + Meant(entry.Key, fields.Keys));
    }

    private static string Meant(string word, string[] known) => Spelling.Nearest(word, known) is { } nearest ? $"; did you mean '{nearest}'?" : "";
}
