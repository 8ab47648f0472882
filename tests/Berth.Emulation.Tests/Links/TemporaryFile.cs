namespace Berth.Emulation.Tests.Links;

internal sealed class TemporaryFile : IDisposable
{
    internal TemporaryFile(string text = "") => File.WriteAllText(Path, text);

    internal string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"berth-links-{Guid.NewGuid():N}");

    public void Dispose() => File.Delete(Path);
}
