using System.Runtime.InteropServices;
using Berth.Workloads.Native;

namespace Berth.Workloads.Jpeg;

/// <summary>libjpeg-turbo's TurboJPEG functions (turbojpeg.h, API 2). They return zero, or -1 with the reason in tjGetErrorStr2.</summary>
internal static unsafe class TurboJpeg
{
    public const int FormatRgb = 0;
    public const int Subsampling420 = 2;
    public const int StopOnWarning = 8192;
    public const int LimitScans = 32768;
    public const int NoReallocation = 1024;

    public static readonly Lazy<Functions> Api = new(() => new Functions(), LazyThreadSafetyMode.PublicationOnly);

    internal sealed class Functions
    {
        public readonly delegate* unmanaged<nint> InitDecompress;
        public readonly delegate* unmanaged<nint> InitCompress;
        public readonly delegate* unmanaged<nint, int> Destroy;
        public readonly delegate* unmanaged<nint, byte*> GetError;
        public readonly delegate* unmanaged<nint, byte*, nuint, int*, int*, int*, int*, int> ReadHeader;
        public readonly delegate* unmanaged<nint, byte*, nuint, byte*, int, int, int, int, int, int> Decompress;
        public readonly delegate* unmanaged<nint, byte*, int, int, int, int, byte**, nuint*, int, int, int, int> Compress;
        public readonly delegate* unmanaged<int, int, int, nuint> BufferSize;

        public Functions()
        {
            var library = NativeLibraries.Load("libturbojpeg.so.0", "sudo apt-get install libturbojpeg0");
            nint Export(string name) => NativeLibrary.GetExport(library, name);
            InitDecompress = (delegate* unmanaged<nint>)Export("tjInitDecompress");
            InitCompress = (delegate* unmanaged<nint>)Export("tjInitCompress");
            Destroy = (delegate* unmanaged<nint, int>)Export("tjDestroy");
            GetError = (delegate* unmanaged<nint, byte*>)Export("tjGetErrorStr2");
            ReadHeader = (delegate* unmanaged<nint, byte*, nuint, int*, int*, int*, int*, int>)Export("tjDecompressHeader3");
            Decompress = (delegate* unmanaged<nint, byte*, nuint, byte*, int, int, int, int, int, int>)Export("tjDecompress2");
            Compress = (delegate* unmanaged<nint, byte*, int, int, int, int, byte**, nuint*, int, int, int, int>)Export("tjCompress2");
            BufferSize = (delegate* unmanaged<int, int, int, nuint>)Export("tjBufSize");
        }
    }
}
