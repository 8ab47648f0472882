using Berth.Model.Files;

namespace Berth.Records.Formats.Continuum;

/// <summary>
/// Imports configurations (<c>.cfg</c>) of the Continuum framework (Jansen et al., The SPEC-RG Reference Architecture for the Compute Continuum, CCGrid 2023).
/// </summary>
public static class ContinuumCfg
{
    private const int LargestFile = 1 << 20;

    /// <summary>Imports a file; one that cannot be read is an error like any other.</summary>
    public static ImportResult Import(string path)
    {
        try
        {
            return new FileInfo(path).Length > LargestFile
                ? Failed(new Diagnostic(0, 0, "the file is larger than 1 MiB", "a configuration is a page"))
                : Parse(File.ReadAllText(path), Path.GetFileName(path));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return Failed(new Diagnostic(0, 0, $"the file cannot be read: {cause.Message}"));
        }
    }

    /// <summary>Imports a text; the experiment is named after <paramref name="file"/>.</summary>
    public static ImportResult Parse(string text, string file)
    {
        var errors = new List<Diagnostic>();
        var ini = IniReader.Read(text, errors);
        var settings = CfgReader.Read(ini, errors);
        return errors.Count == 0
            ? new(ExperimentText.Write(settings, file), [])
            : Failed([.. errors.OrderBy(error => error.Line).ThenBy(error => error.Column)]);
    }

    private static ImportResult Failed(params IReadOnlyList<Diagnostic> errors) => new(null, errors);
}
