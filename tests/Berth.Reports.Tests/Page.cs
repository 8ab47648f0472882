using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Berth.Reports.Tests;

/// <summary>What the tests look for in a page.</summary>
internal static partial class Page
{
    /// <summary>Saves every drawing of a page into text areas.</summary>
    public const string SaveEverything = """
        <script>
          URL.createObjectURL = (blob) => {
            blob.text().then((svg) => {
              const saved = document.createElement('textarea')
              saved.className = 'saved'
              saved.textContent = svg
              document.body.append(saved)
            })
            return '#'
          }
          setTimeout(() => document.querySelectorAll('button[aria-label^="Save as SVG"]').forEach((button) => button.click()), 2000)
        </script>
        """;

    /// <summary>What was drawn, without the data.</summary>
    public static string Body(string page) => page[page.IndexOf("<div id=\"report\"", StringComparison.Ordinal)..page.IndexOf("<noscript", StringComparison.Ordinal)];

    /// <summary>A body without the experiment file, which may say anything.</summary>
    public static string Visible(string body) => Regex.Replace(body, "<pre.*?</pre>", "", RegexOptions.Singleline);

    public static void AssertCharts(string body, int number)
    {
        var charts = Chart().Matches(body);
        Assert.Equal(number, charts.Count);
        Assert.All(charts, chart => Assert.True(chart.Groups["paths"].Value.Length > 500, $"an empty chart: {chart.Value}"));
    }

    public static IReadOnlyList<XElement> Saved(string page) =>
        [.. SavedText().Matches(page).Select(match => XDocument.Parse(WebUtility.HtmlDecode(match.Groups["svg"].Value)).Root!)];

    public static void AssertStandsAlone(XElement drawing)
    {
        Assert.Equal(XName.Get("svg", "http://www.w3.org/2000/svg"), drawing.Name);
        Assert.True(drawing.Descendants().Count() > 20, "an empty drawing");
        Assert.DoesNotContain(drawing.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName is "href" or "class");
        Assert.DoesNotContain("var(--", drawing.ToString());
    }

    [GeneratedRegex("<textarea class=\"saved\">(?<svg>.*?)</textarea>", RegexOptions.Singleline)]
    private static partial Regex SavedText();

    [GeneratedRegex("<div class=\"chart[ \"][^>]*>(?<paths>.*?)</svg>", RegexOptions.Singleline)]
    private static partial Regex Chart();
}
