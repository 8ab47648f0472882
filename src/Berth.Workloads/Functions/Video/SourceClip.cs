using System.Globalization;
using Berth.Workloads.Clock;
using Berth.Workloads.Functions.Execution;

namespace Berth.Workloads.Functions.Video;

/// <summary>
/// What is encoded: a moving test picture with seeded noise, the same on every machine, kept as H.264 in a file without a name. Two megabytes
/// a second are small beside the node's memory, which holds the file's pages.
/// </summary>
internal sealed class SourceClip : IDisposable
{
    internal const int Width = 1920, Height = 1080, FramesPerSecond = 30;
    private readonly UnlinkedFile file;

    private SourceClip(double seconds, UnlinkedFile file) => (Seconds, this.file) = (seconds, file);

    /// <summary>Its length as it was asked for.</summary>
    internal double Seconds { get; }

    /// <summary>Whole pictures in it.</summary>
    internal int Frames => FramesOf(Seconds);

    /// <summary>Where ffmpeg reads it.</summary>
    internal string Path => file.Path;

    /// <summary>Bytes.</summary>
    internal long Length => file.Length;

    /// <summary>What making it took; 0 when an earlier execution did.</summary>
    internal double MakingSeconds { get; private set; }

    /// <summary>Makes it.</summary>
    /// <exception cref="FunctionException">ffmpeg failed.</exception>
    /// <exception cref="OperationCanceledException">It was called off.</exception>
    internal static SourceClip Make(MediaTool tool, double seconds, ExecutionProgress progress)
    {
        var begun = MonotonicClock.Now;
        var file = new UnlinkedFile();
        try
        {
            var source = string.Create(CultureInfo.InvariantCulture, $"testsrc2=size={Width}x{Height}:rate={FramesPerSecond},noise=alls=4:allf=t:all_seed=7,format=yuv420p");
            tool.Run("ffmpeg",
            [
                "-v", "error", "-nostdin", "-nostats", "-y", "-filter_threads", "1", "-f", "lavfi", "-i", source, "-frames:v", FramesOf(seconds).ToString(CultureInfo.InvariantCulture),
                "-c:v", "libx264", "-preset", "ultrafast", "-crf", "22", "-an", "-threads", "1", "-f", "mp4", file.Path,
            ], progress, _ => { });
            return new(seconds, file) { MakingSeconds = (MonotonicClock.Now - begun) / 1e9 };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>What making it took, for the first that asks.</summary>
    internal double TakeMakingSeconds()
    {
        var seconds = MakingSeconds;
        MakingSeconds = 0;
        return seconds;
    }

    public void Dispose() => file.Dispose();

    private static int FramesOf(double seconds) => Math.Max(1, (int)Math.Round(seconds * FramesPerSecond));
}
