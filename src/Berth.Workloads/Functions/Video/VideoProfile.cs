namespace Berth.Workloads.Functions.Video;

/// <summary>A resolution with its bit rate, as the student project chose them.</summary>
/// <param name="Name">As answers say it.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="KilobitsPerSecond">Mean and peak bit rate.</param>
internal sealed record VideoProfile(string Name, int Width, int Height, int KilobitsPerSecond)
{
    /// <summary>By their number in requests.</summary>
    internal static IReadOnlyList<VideoProfile> All { get; } = [new("HD-ready", 1280, 720, 1500), new("Full HD", 1920, 1080, 3000), new("Quad HD", 2560, 1440, 6500)];
}
