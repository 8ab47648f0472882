using System.Text.RegularExpressions;
using Berth.Acceptance.Harness;

namespace Berth.Acceptance;

public sealed partial class DocumentationSpecs
{
    public static TheoryData<string> Pages =>
    [
        .. Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories).Prepend(Repository.PathOf("README.md"))
            .Select(page => Path.GetRelativePath(Repository.PathOf(), page)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_of_a_page_leads_to_a_file_and_a_heading(string page)
    {
        var path = Repository.PathOf(page);
        foreach (var link in Links().Matches(Code().Replace(File.ReadAllText(path), "")).Select(match => match.Groups[1].Value).Where(link => !link.Contains("://", StringComparison.Ordinal)))
        {
            var (file, anchor) = link.Split('#', 2) is [var before, var after] ? (before, after) : (link, null);
            var target = file.Length == 0 ? path : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, file));
            Assert.True(Path.Exists(target), $"{page} links to {link}, which is not there");
            Assert.True(anchor is null || Headings(target).Contains(anchor), $"{page} links to {link}: there is no such heading");
        }
    }

    /// <summary>Anchors of the headings of a page, as GitHub makes them: a heading that comes again gets a number.</summary>
    private static HashSet<string> Headings(string page) =>
    [
        .. Heading().Matches(Code().Replace(File.ReadAllText(page), "")).Select(match => Dropped().Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'))
            .GroupBy(anchor => anchor).SelectMany(same => same.Select((anchor, again) => again == 0 ? anchor : $"{anchor}-{again}")),
    ];

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N}\- _]")]
    private static partial Regex Dropped();
}
