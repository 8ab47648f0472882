using System.Globalization;
using System.Text;
using System.Text.Json;
using Berth.Workloads.Functions.Execution;

namespace Berth.Workloads.Functions.Video;

/// <summary>Encodes a clip with the arguments of the student project, and lets ffprobe decode what came out.</summary>
/// <param name="tool">Runs ffmpeg.</param>
/// <param name="clip">What to encode.</param>
/// <param name="profile">To what.</param>
/// <param name="threads">Threads of ffmpeg.</param>
internal sealed class VideoEncoding(MediaTool tool, SourceClip clip, VideoProfile profile, string threads) : IFunctionWork
{
    private readonly UnlinkedFile output = new();

    public void Run(ExecutionProgress progress)
    {
        var rate = profile.KilobitsPerSecond;
        progress.Begin(clip.Frames);
        progress.Report(0);
        tool.Run("ffmpeg",
        [
            // Each number of frames is a line, at least every twentieth of a second: so often its memory is looked at.
            "-v", "error", "-nostdin", "-nostats", "-progress", "pipe:1", "-stats_period", "0.05", "-filter_threads", "1", "-y", "-threads", threads, "-i", clip.Path,
            "-c:v", "libx264", "-preset", "medium", "-b:v", $"{rate}k", "-maxrate", $"{rate}k", "-bufsize", $"{2 * rate}k", "-vf", $"scale={profile.Width}:{profile.Height}",
            "-an", "-threads", threads, "-f", "mp4", output.Path,
        ], progress, line =>
        {
            if (line.StartsWith("frame=", StringComparison.Ordinal) && double.TryParse(line.AsSpan(6), CultureInfo.InvariantCulture, out var frame))
                progress.Report(frame);
        });
        progress.Report(clip.Frames);
    }

    public FunctionResult Conclude(double seconds, ExecutionProgress progress)
    {
        var (codec, width, height, frames) = Probe(progress);
        var wrong = codec != "h264" ? $"the output is {codec}, not h264"
            : (width, height) != (profile.Width, profile.Height) ? $"the output has {width}x{height} pixels instead of {profile.Width}x{profile.Height}"
            : frames != clip.Frames ? $"{frames} frames of the output can be played, of {clip.Frames}"
            : null;
        return new(wrong, new()
        {
            ["execution_time"] = seconds,
            ["input_size"] = clip.Length,
            ["output_size"] = output.Length,
            ["compression_percent"] = Math.Round(100 - 100.0 * output.Length / clip.Length, 2),
            ["profile_name"] = profile.Name,
            ["resolution"] = $"{width}x{height}",
            ["bitrate_kbps"] = profile.KilobitsPerSecond,
            ["frames"] = frames,
            ["clip_seconds"] = clip.Seconds,
            ["extraction_time"] = clip.TakeMakingSeconds(),
        });
    }

    public void Dispose() => output.Dispose();

    /// <summary>Decodes the output, frame by frame.</summary>
    private (string Codec, int Width, int Height, int Frames) Probe(ExecutionProgress progress)
    {
        var text = new StringBuilder();
        tool.Run("ffprobe",
            ["-v", "error", "-threads", "1", "-select_streams", "v:0", "-count_frames", "-show_entries", "stream=codec_name,width,height,nb_read_frames", "-of", "json", output.Path],
            progress, line => text.AppendLine(line));
        using var json = JsonDocument.Parse(text.ToString());
        if (json.RootElement.GetProperty("streams") is not { ValueKind: JsonValueKind.Array } streams || streams.GetArrayLength() == 0)
            throw new FunctionException("the output holds no video");
        var stream = streams[0];
        return (stream.GetProperty("codec_name").GetString()!, stream.GetProperty("width").GetInt32(), stream.GetProperty("height").GetInt32(),
            int.Parse(stream.GetProperty("nb_read_frames").GetString()!, CultureInfo.InvariantCulture));
    }
}
