using System.Text.Json;
using System.Text.RegularExpressions;
using Berth.Reports.Document;

namespace Berth.Reports.Tests;

/// <summary>The viewer's types (viewer/src/document.ts) have the names that are written, no more and no fewer.</summary>
public sealed partial class ContractTests
{
    public static TheoryData<Type> Records => [.. typeof(ReportDocument).Assembly.GetExportedTypes()
        .Where(type => type.Namespace == typeof(ReportDocument).Namespace && type != typeof(ReportPoint))];

    [Theory]
    [MemberData(nameof(Records))]
    public void The_viewer_knows_every_member_of(Type record)
    {
        var declared = Interface().Matches(File.ReadAllText(ViewerTypes()))
            .Single(match => match.Groups["name"].Value == record.Name)
            .Groups["member"].Captures.Select(capture => capture.Value);
        var written = record.GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));
        Assert.Equal(written.Order(), declared.Order());
    }

    private static string ViewerTypes()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "viewer", "src", "document.ts");
            if (File.Exists(file))
                return file;
        }

        throw new FileNotFoundException("viewer/src/document.ts is in no folder above the tests.");
    }

    [GeneratedRegex(@"export interface (?<name>\w+) \{\n(?:  (?<member>\w+): [^\n]+\n)*\}")]
    private static partial Regex Interface();
}
