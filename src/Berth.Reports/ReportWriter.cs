using System.Text.Encodings.Web;
using System.Text.Json;
using Berth.Records;
using Berth.Reports.Document;

namespace Berth.Reports;

/// <summary>Writes a report as one HTML file that opens without a network.</summary>
public static class ReportWriter
{
    private const string EmptyTitle = "<title>Berth</title>";
    private const string EmptyData = "<script type=\"application/json\" id=\"data\">null</script>";

    /// <summary>The report as JSON, safe inside a script element: everything outside ASCII and every &lt;, &gt; and &amp; is escaped.</summary>
    public static string Json(ReportDocument document) => JsonSerializer.Serialize(document, ReportJson.Default.ReportDocument);

    /// <summary>The report as one HTML page.</summary>
    /// <exception cref="FileNotFoundException">The viewer has not been built.</exception>
    public static string Html(ReportDocument document)
    {
        var title = $"<title>{HtmlEncoder.Default.Encode(document.Title)} · Berth</title>";
        var data = EmptyData.Replace("null", Json(document), StringComparison.Ordinal);
        return Replace(Replace(ViewerPage.Read(), EmptyTitle, title), EmptyData, data);
    }

    /// <summary>Writes the page; a file that is already there is replaced only once the new one is complete.</summary>
    /// <exception cref="FileNotFoundException">The viewer has not been built.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(ReportDocument document, string path) => WholeFile.Write(path, Html(document));

    private static string Replace(string page, string placeholder, string text)
    {
        var at = page.IndexOf(placeholder, StringComparison.Ordinal);
        if (at < 0)
            throw new InvalidDataException($"The viewer has no {placeholder}: it was built from another version. Run: cd viewer && npm ci && npm run build");
        return string.Concat(page.AsSpan(0, at), text, page.AsSpan(at + placeholder.Length));
    }
}
