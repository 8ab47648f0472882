using System.Runtime.InteropServices;
using System.Text;

namespace Berth.Learning.Performance.Boosting;

/// <summary>
/// The functions of XGBoost's C API that we use (xgboost/c_api.h, 1.x and 2.x). Each returns 0 when all is well; what went wrong is kept for the calling thread.
/// The library is loaded with the first use.
/// </summary>
internal sealed unsafe class XgBoost
{
    internal const string File = "libxgboost.so.0";

    internal const string Command = "sudo apt-get install libxgboost0";

    private static readonly Lazy<XgBoost> Loaded = new(() => new XgBoost(), LazyThreadSafetyMode.PublicationOnly);

    private readonly delegate* unmanaged<byte*> _lastError;
    internal readonly delegate* unmanaged<float*, ulong, ulong, float, nint*, int> MatrixFromDense;
    internal readonly delegate* unmanaged<nint, byte*, float*, ulong, int> MatrixSetFloats;
    internal readonly delegate* unmanaged<nint, int> MatrixFree;
    internal readonly delegate* unmanaged<nint*, ulong, nint*, int> BoosterCreate;
    internal readonly delegate* unmanaged<nint, int> BoosterFree;
    internal readonly delegate* unmanaged<nint, byte*, byte*, int> BoosterSet;
    internal readonly delegate* unmanaged<nint, int, nint, int> BoosterUpdate;
    internal readonly delegate* unmanaged<nint, nint, int, uint, int, ulong*, float**, int> BoosterPredict;
    internal readonly delegate* unmanaged<nint, byte*, ulong*, byte**, int> BoosterSave;

    private XgBoost()
    {
        var library = Load();
        _lastError = (delegate* unmanaged<byte*>)NativeLibrary.GetExport(library, "XGBGetLastError");
        MatrixFromDense = (delegate* unmanaged<float*, ulong, ulong, float, nint*, int>)NativeLibrary.GetExport(library, "XGDMatrixCreateFromMat");
        MatrixSetFloats = (delegate* unmanaged<nint, byte*, float*, ulong, int>)NativeLibrary.GetExport(library, "XGDMatrixSetFloatInfo");
        MatrixFree = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "XGDMatrixFree");
        BoosterCreate = (delegate* unmanaged<nint*, ulong, nint*, int>)NativeLibrary.GetExport(library, "XGBoosterCreate");
        BoosterFree = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "XGBoosterFree");
        BoosterSet = (delegate* unmanaged<nint, byte*, byte*, int>)NativeLibrary.GetExport(library, "XGBoosterSetParam");
        BoosterUpdate = (delegate* unmanaged<nint, int, nint, int>)NativeLibrary.GetExport(library, "XGBoosterUpdateOneIter");
        BoosterPredict = (delegate* unmanaged<nint, nint, int, uint, int, ulong*, float**, int>)NativeLibrary.GetExport(library, "XGBoosterPredict");
        BoosterSave = (delegate* unmanaged<nint, byte*, ulong*, byte**, int>)NativeLibrary.GetExport(library, "XGBoosterSaveModelToBuffer");
        int major, minor, patch;
        ((delegate* unmanaged<int*, int*, int*, void>)NativeLibrary.GetExport(library, "XGBoostVersion"))(&major, &minor, &patch);
        Version = $"{major}.{minor}.{patch}";
    }

    /// <summary>The library.</summary>
    /// <exception cref="MissingBoostingException">It is not there.</exception>
    internal static XgBoost Instance => Loaded.Value;

    internal string Version { get; }

    /// <summary>Throws what went wrong, if something did.</summary>
    internal void Check(int status)
    {
        if (status != 0)
            throw new BoostingException($"XGBoost {Version}: {FirstLine(Marshal.PtrToStringUTF8((nint)_lastError()) ?? "unknown error")}");
    }

    /// <summary>Sets a parameter of a booster.</summary>
    internal void Set(nint booster, string name, string value)
    {
        fixed (byte* nameBytes = Encoding.UTF8.GetBytes(name + "\0"), valueBytes = Encoding.UTF8.GetBytes(value + "\0"))
            Check(BoosterSet(booster, nameBytes, valueBytes));
    }

    private static string FirstLine(string error) => error.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? "unknown error";

    private static nint Load()
    {
        var looked = Candidates().ToList();
        foreach (var candidate in looked)
            if (NativeLibrary.TryLoad(candidate, out var library))
                return library;
        throw new MissingBoostingException(looked);
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("BERTH_NATIVE") is { Length: > 0 } folder)
            yield return Path.Combine(folder, File);
        yield return Path.Combine(AppContext.BaseDirectory, File);
        yield return File;
    }
}
