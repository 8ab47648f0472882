using Berth.Reports.Building;
using Spectre.Console;

namespace Berth.Output;

/// <summary>Figures of several worlds beside each other, each measured one with what the simulation is off it.</summary>
/// <typeparam name="T">What a row has in one world.</typeparam>
/// <param name="first">Heading of the names.</param>
/// <param name="world">Name of the world of an entry.</param>
/// <param name="figures">The figures: what follows the name of the world in the heading, the value, and what the simulation is off it in percent.</param>
internal sealed class WorldsTable<T>(string first, Func<T, string> world, params IReadOnlyList<(string Heading, Func<T, double?> Value, Func<T, double?> Off)> figures)
{
    internal Table Of(IReadOnlyList<(string Name, IReadOnlyList<T> Worlds)> rows)
    {
        var worlds = rows.SelectMany(row => row.Worlds).Select(world).Distinct().ToList();
        var table = new Table().Border(TableBorder.Simple).AddColumn(first);
        foreach (var (heading, _, _) in figures)
            foreach (var name in worlds)
            {
                table.AddColumn(new TableColumn($"{WorldWords.Of(name)} {heading}".TrimEnd()).RightAligned());
                if (name != WorldsBuilder.Simulation)
                    table.AddColumn(new TableColumn("off").RightAligned());
            }
        foreach (var (name, entries) in rows)
            table.AddRow([Markup.Escape(name), .. figures.SelectMany(figure => worlds.SelectMany(each => Cells(entries, each, figure.Value, figure.Off)))]);
        return table;
    }

    private IEnumerable<string> Cells(IReadOnlyList<T> entries, string name, Func<T, double?> value, Func<T, double?> off)
    {
        var found = entries.Where(entry => world(entry) == name).ToList();
        yield return FigureText.Significant(found.Count > 0 ? value(found[0]) : null);
        if (name != WorldsBuilder.Simulation)
            yield return found.Count > 0 && off(found[0]) is { } percent ? $"{percent:+0.0;-0.0;0.0} %" : "–";
    }
}
