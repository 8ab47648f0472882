namespace Berth.Workloads.Tests.Vision;

/// <summary>A temporary file that goes with the test.</summary>
internal sealed class ScratchFile : IDisposable
{
    public ScratchFile(byte[] content, string extension = ".onnx")
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"berth-test-{Guid.NewGuid():N}{extension}");
        File.WriteAllBytes(Path, content);
    }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);
}
