using System.Runtime.InteropServices;

namespace Berth.Workloads.Native;

/// <summary>
/// Finds native libraries. The order: the folder in BERTH_NATIVE, the repository's native/node_modules, the program's folder,
/// the system's loader.
/// </summary>
public static class NativeLibraries
{
    /// <summary>Loads a library, from a package of native/ if one is named.</summary>
    /// <param name="file">File name, such as libonnxruntime.so.1.</param>
    /// <param name="command">The command that installs it, for the message.</param>
    /// <param name="package">The npm package whose bin folder holds it for each platform.</param>
    /// <exception cref="MissingLibraryException">None of the places has a library that loads.</exception>
    public static nint Load(string file, string command, string? package = null)
    {
        var looked = Candidates(file, package).ToList();
        foreach (var candidate in looked)
            if (NativeLibrary.TryLoad(candidate, out var library))
                return library;
        throw new MissingLibraryException(file, looked, command);
    }

    private static IEnumerable<string> Candidates(string file, string? package)
    {
        if (Environment.GetEnvironmentVariable("BERTH_NATIVE") is { Length: > 0 } folder)
            yield return Path.Combine(folder, file);
        if (package is not null && RepositoryFiles.Find(Path.Combine("native", "node_modules", package, "bin")) is { } bin)
            foreach (var abi in Directory.EnumerateDirectories(bin, "napi-v*"))
                yield return Path.Combine(abi, "linux", Architecture, file);
        yield return Path.Combine(AppContext.BaseDirectory, file);
        yield return file;
    }

    private static string Architecture => RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64
        ? "arm64" : "x64";
}
