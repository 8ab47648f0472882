using Berth.Reports.Document;

namespace Berth.Reports.Tests;

/// <summary>A report in a temporary folder that goes with it.</summary>
internal sealed class ReportFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("berth-report-");

    public string Folder => _folder.FullName;

    public string Path => System.IO.Path.Combine(Folder, "report.html");

    /// <summary>The sample report, or a skip where the viewer is not built.</summary>
    public static ReportFile Write(params string[] variants) => Write(SampleReport.Make(7, variants));

    /// <summary>A report, or a skip where the viewer is not built.</summary>
    public static ReportFile Write(ReportDocument document)
    {
        var file = new ReportFile();
        try
        {
            ReportWriter.Write(document, file.Path);
        }
        catch (FileNotFoundException missing)
        {
            file.Dispose();
            Assert.Skip(missing.Message);
        }

        return file;
    }

    /// <summary>Adds markup to the end of the page.</summary>
    public void Append(string markup) =>
        File.WriteAllText(Path, File.ReadAllText(Path).Replace("</body>", markup + "</body>", StringComparison.Ordinal));

    public void Dispose() => _folder.Delete(recursive: true);
}
