using System.Reflection;

namespace Berth.Reports;

/// <summary>The built viewer: one HTML page that waits for its data.</summary>
internal static class ViewerPage
{
    private const string Resource = "viewer.html";

    private static readonly string BuiltPage = Path.Combine("viewer", "dist", "index.html");

    /// <summary>The page, from this assembly or else from the repository around the program.</summary>
    /// <exception cref="FileNotFoundException">The viewer has not been built.</exception>
    public static string Read()
    {
        using var embedded = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource);
        if (embedded is not null)
        {
            using var reader = new StreamReader(embedded);
            return reader.ReadToEnd();
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var page = Path.Combine(folder.FullName, BuiltPage);
            if (File.Exists(page))
                return File.ReadAllText(page);
        }

        throw new FileNotFoundException(
            "The report cannot be written: this build of Berth does not contain the viewer, and there is no built one at "
            + $"{BuiltPage} in any folder above {AppContext.BaseDirectory}. Build it in the repository: cd viewer && npm ci && npm run build");
    }
}
