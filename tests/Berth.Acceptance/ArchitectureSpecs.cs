using System.Text.RegularExpressions;
using System.Xml.Linq;
using Berth.Acceptance.Harness;

namespace Berth.Acceptance;

public sealed partial class ArchitectureSpecs
{
    private const int LongestFile = 300;

    /// <summary>Imports point only to earlier rooms.</summary>
    private static readonly string[] Rooms =
    [
        "Berth.Model", "Berth.Accounting", "Berth.Policies", "Berth.Records", "Berth.Learning", "Berth.Workloads", "Berth.Serving",
        "Berth.Simulation", "Berth.Emulation", "Berth.Cluster", "Berth.Reports", "Berth.Server", "Berth",
    ];

    public static TheoryData<string> Built => [.. Directory.GetDirectories(Repository.PathOf("src")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Built))]
    public void A_room_imports_only_earlier_rooms(string room)
    {
        var place = Array.IndexOf(Rooms, room);
        Assert.True(place >= 0, $"{room} is no room of the house");
        var project = XDocument.Load(Repository.PathOf("src", room, $"{room}.csproj"));
        var references = project.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
        var imports = Sources(room).SelectMany(file => Imports().Matches(File.ReadAllText(file)).Select(match => RoomOf(match.Groups[1].Value)));
        Assert.All(references.Concat(imports).Where(other => other != room), other =>
            Assert.True(Array.IndexOf(Rooms, other) is var earlier && earlier >= 0 && earlier < place, $"{room} may not import {other}"));
    }

    [Theory]
    [MemberData(nameof(Built))]
    public void A_file_is_short_and_has_the_namespace_of_its_folder(string room)
    {
        foreach (var file in Sources(room))
        {
            var lines = File.ReadAllLines(file);
            Assert.True(lines.Length <= LongestFile, $"{file} has {lines.Length} lines, more than {LongestFile}");
            var folder = Path.GetRelativePath(Repository.PathOf("src"), Path.GetDirectoryName(file)!).Replace('/', '.');
            var declared = lines.Where(line => line.StartsWith("namespace ", StringComparison.Ordinal)).ToList();
            Assert.True(declared.All(line => line == $"namespace {folder};"), $"{file}: {string.Join(' ', declared)}");
        }
    }

    private static IEnumerable<string> Sources(string room) =>
        Directory.EnumerateFiles(Repository.PathOf("src", room), "*.cs", SearchOption.AllDirectories);

    /// <summary>The room of a namespace; folders of the command line's own room have no room in their name.</summary>
    private static string RoomOf(string name) => Rooms.Where(room => name == room || name.StartsWith(room + ".", StringComparison.Ordinal)).MaxBy(room => room.Length)!;

    [GeneratedRegex(@"^(?:global )?using (?:static )?(?:\w+ = )?(Berth[\w.]*)", RegexOptions.Multiline)]
    private static partial Regex Imports();
}
