using System.Runtime.InteropServices;
using Berth.Workloads.Native;

namespace Berth.Workloads.Onnx;

/// <summary>
/// The functions of ONNX Runtime's C API that we use, by their place in its function table. The table only ever grows at its end
/// (onnxruntime_c_api.h, struct OrtApi), so these places hold for every version since API 8.
/// Functions that can fail return a status, which is zero when all is well.
/// </summary>
internal sealed unsafe class OnnxApi
{
    private const uint ApiVersion = 8;
    private const int LogFatalOnly = 4;

    private static readonly Lazy<OnnxApi> Loaded = new(() => new OnnxApi(), LazyThreadSafetyMode.PublicationOnly);

    public readonly nint Environment;
    public readonly nint Allocator;
    public readonly nint CpuMemory;

    public readonly delegate* unmanaged<nint, int> GetErrorCode;
    public readonly delegate* unmanaged<nint, byte*> GetErrorMessage;
    public readonly delegate* unmanaged<nint, byte*, nint, nint*, nint> CreateSession;
    public readonly delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint> Run;
    public readonly delegate* unmanaged<nint*, nint> CreateSessionOptions;
    public readonly delegate* unmanaged<nint, int, nint> SetGraphOptimizationLevel;
    public readonly delegate* unmanaged<nint, int, nint> SetIntraOpThreads;
    public readonly delegate* unmanaged<nint, int, nint> SetInterOpThreads;
    public readonly delegate* unmanaged<nint, nuint*, nint> GetInputCount;
    public readonly delegate* unmanaged<nint, nuint*, nint> GetOutputCount;
    public readonly delegate* unmanaged<nint, nuint, nint*, nint> GetInputTypeInfo;
    public readonly delegate* unmanaged<nint, nuint, nint*, nint> GetOutputTypeInfo;
    public readonly delegate* unmanaged<nint, nuint, nint, byte**, nint> GetInputName;
    public readonly delegate* unmanaged<nint, nuint, nint, byte**, nint> GetOutputName;
    public readonly delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint> CreateTensorWithData;
    public readonly delegate* unmanaged<nint, nint*, nint> CastTypeInfoToTensorInfo;
    public readonly delegate* unmanaged<nint, int*, nint> GetTensorElementType;
    public readonly delegate* unmanaged<nint, nuint*, nint> GetDimensionsCount;
    public readonly delegate* unmanaged<nint, long*, nuint, nint> GetDimensions;
    public readonly delegate* unmanaged<nint, void*, nint> AllocatorFree;
    public readonly delegate* unmanaged<nint, void> ReleaseStatus;
    public readonly delegate* unmanaged<nint, void> ReleaseSession;
    public readonly delegate* unmanaged<nint, void> ReleaseValue;
    public readonly delegate* unmanaged<nint, void> ReleaseTypeInfo;
    public readonly delegate* unmanaged<nint, void> ReleaseSessionOptions;
    public readonly delegate* unmanaged<nint, nint*, nint> GetModelMetadata;
    public readonly delegate* unmanaged<nint, nint, byte*, byte**, nint> LookupMetadata;
    public readonly delegate* unmanaged<nint, void> ReleaseModelMetadata;
    public readonly delegate* unmanaged<nint, nint, byte***, long*, nint> GetMetadataKeys;
    public readonly delegate* unmanaged<nint, byte*, byte*, nint> AddSessionConfigEntry;

    private OnnxApi()
    {
        OnnxTelemetry.TurnOff();
        var library = NativeLibraries.Load("libonnxruntime.so.1", "npm ci --ignore-scripts --prefix native", "onnxruntime-node");
        var table = ((delegate* unmanaged<nint**>)NativeLibrary.GetExport(library, "OrtGetApiBase"))();
        Version = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<byte*>)table[1])()) ?? "unknown";
        var api = ((delegate* unmanaged<uint, nint*>)table[0])(ApiVersion);
        if (api is null)
            throw new NotSupportedException($"ONNX Runtime {Version} no longer has version {ApiVersion} of its C API");

        GetErrorCode = (delegate* unmanaged<nint, int>)api[1];
        GetErrorMessage = (delegate* unmanaged<nint, byte*>)api[2];
        CreateSession = (delegate* unmanaged<nint, byte*, nint, nint*, nint>)api[7];
        Run = (delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)api[9];
        CreateSessionOptions = (delegate* unmanaged<nint*, nint>)api[10];
        SetGraphOptimizationLevel = (delegate* unmanaged<nint, int, nint>)api[23];
        SetIntraOpThreads = (delegate* unmanaged<nint, int, nint>)api[24];
        SetInterOpThreads = (delegate* unmanaged<nint, int, nint>)api[25];
        GetInputCount = (delegate* unmanaged<nint, nuint*, nint>)api[30];
        GetOutputCount = (delegate* unmanaged<nint, nuint*, nint>)api[31];
        GetInputTypeInfo = (delegate* unmanaged<nint, nuint, nint*, nint>)api[33];
        GetOutputTypeInfo = (delegate* unmanaged<nint, nuint, nint*, nint>)api[34];
        GetInputName = (delegate* unmanaged<nint, nuint, nint, byte**, nint>)api[36];
        GetOutputName = (delegate* unmanaged<nint, nuint, nint, byte**, nint>)api[37];
        CreateTensorWithData = (delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)api[49];
        CastTypeInfoToTensorInfo = (delegate* unmanaged<nint, nint*, nint>)api[55];
        GetTensorElementType = (delegate* unmanaged<nint, int*, nint>)api[60];
        GetDimensionsCount = (delegate* unmanaged<nint, nuint*, nint>)api[61];
        GetDimensions = (delegate* unmanaged<nint, long*, nuint, nint>)api[62];
        AllocatorFree = (delegate* unmanaged<nint, void*, nint>)api[76];
        ReleaseStatus = (delegate* unmanaged<nint, void>)api[93];
        ReleaseSession = (delegate* unmanaged<nint, void>)api[95];
        ReleaseValue = (delegate* unmanaged<nint, void>)api[96];
        ReleaseTypeInfo = (delegate* unmanaged<nint, void>)api[98];
        ReleaseSessionOptions = (delegate* unmanaged<nint, void>)api[100];
        GetModelMetadata = (delegate* unmanaged<nint, nint*, nint>)api[111];
        LookupMetadata = (delegate* unmanaged<nint, nint, byte*, byte**, nint>)api[116];
        ReleaseModelMetadata = (delegate* unmanaged<nint, void>)api[118];
        GetMetadataKeys = (delegate* unmanaged<nint, nint, byte***, long*, nint>)api[123];
        AddSessionConfigEntry = (delegate* unmanaged<nint, byte*, byte*, nint>)api[130];

        nint environment, allocator, memory;
        fixed (byte* name = "berth"u8)
            Check(((delegate* unmanaged<int, byte*, nint*, nint>)api[3])(LogFatalOnly, name, &environment), OnnxError.RunFailed, "start");
        Check(((delegate* unmanaged<nint*, nint>)api[78])(&allocator), OnnxError.RunFailed, "start");
        Check(((delegate* unmanaged<int, int, nint*, nint>)api[69])(0, 0, &memory), OnnxError.RunFailed, "start");
        (Environment, Allocator, CpuMemory) = (environment, allocator, memory);
    }

    /// <summary>The one instance; its first use loads the library.</summary>
    /// <exception cref="MissingLibraryException">The library is not installed.</exception>
    public static OnnxApi Instance => Loaded.Value;

    /// <summary>The runtime's version, such as 1.30.0.</summary>
    public string Version { get; }

    /// <summary>Turns a status that is not zero into an exception with the runtime's message.</summary>
    public void Check(nint status, OnnxError error, string what)
    {
        if (status == 0)
            return;
        const int invalidArgument = 2;
        var kind = error == OnnxError.RunFailed && GetErrorCode(status) == invalidArgument ? OnnxError.WrongShape : error;
        var message = Marshal.PtrToStringUTF8((nint)GetErrorMessage(status));
        ReleaseStatus(status);
        throw new OnnxException(kind, $"ONNX Runtime {Version} could not {what}: {message}");
    }

    /// <summary>Copies a string that the runtime allocated, and frees it.</summary>
    public string TakeString(byte* text)
    {
        var copy = Marshal.PtrToStringUTF8((nint)text) ?? "";
        Check(AllocatorFree(Allocator, text), OnnxError.RunFailed, "free a string");
        return copy;
    }
}
