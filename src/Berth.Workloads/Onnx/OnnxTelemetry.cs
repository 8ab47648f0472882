using System.Runtime.InteropServices;

namespace Berth.Workloads.Onnx;

/// <summary>
/// ONNX Runtime 1.30 reports its use to its maker, and leaves a log in the temporary folder, unless the environment says otherwise when it
/// is loaded. It reads the process's own environment, which <see cref="Environment.SetEnvironmentVariable(string, string)"/> does not change.
/// </summary>
internal static partial class OnnxTelemetry
{
    internal static void TurnOff() => _ = SetVariable("ORT_DISABLE_TELEMETRY", "1", overwrite: 1);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
