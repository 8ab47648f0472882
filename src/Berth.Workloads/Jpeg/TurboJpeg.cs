using System.Runtime.InteropServices;
using Berth.Workloads.Native;

namespace Berth.Workloads.Jpeg;

/// <summary>libjpeg-turbo's TurboJPEG functions (turbojpeg.h, API 2). They return zero, or -1 with the reason in tjGetErrorStr2.</summary>
internal static unsafe class TurboJpeg
{
    public const int FormatRgb = 0;
    public const int Subsampling420 = 2;
    public const int StopOnWarning = 8192;
    public const int NoReallocation = 1024;

    private static readonly Lazy<nint> Library =
        new(() => NativeLibraries.Load("libturbojpeg.so.0", "sudo apt-get install libturbojpeg0"), LazyThreadSafetyMode.PublicationOnly);

    public static readonly Lazy<Functions> Api = new(() => new Functions(Library.Value), LazyThreadSafetyMode.PublicationOnly);

    internal sealed class Functions(nint library)
    {
        public readonly delegate* unmanaged<nint> InitDecompress = (delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "tjInitDecompress");
        public readonly delegate* unmanaged<nint> InitCompress = (delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "tjInitCompress");
        public readonly delegate* unmanaged<nint, int> Destroy = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "tjDestroy");
        public readonly delegate* unmanaged<nint, byte*> GetError = (delegate* unmanaged<nint, byte*>)NativeLibrary.GetExport(library, "tjGetErrorStr2");

        public readonly delegate* unmanaged<nint, byte*, nuint, int*, int*, int*, int*, int> ReadHeader =
            (delegate* unmanaged<nint, byte*, nuint, int*, int*, int*, int*, int>)NativeLibrary.GetExport(library, "tjDecompressHeader3");

        public readonly delegate* unmanaged<nint, byte*, nuint, byte*, int, int, int, int, int, int> Decompress =
            (delegate* unmanaged<nint, byte*, nuint, byte*, int, int, int, int, int, int>)NativeLibrary.GetExport(library, "tjDecompress2");

        public readonly delegate* unmanaged<nint, byte*, int, int, int, int, byte**, nuint*, int, int, int, int> Compress =
            (delegate* unmanaged<nint, byte*, int, int, int, int, byte**, nuint*, int, int, int, int>)NativeLibrary.GetExport(library, "tjCompress2");

        public readonly delegate* unmanaged<int, int, int, nuint> BufferSize =
            (delegate* unmanaged<int, int, int, nuint>)NativeLibrary.GetExport(library, "tjBufSize");
    }
}
