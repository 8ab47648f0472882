using System.Globalization;
using Berth.Workloads.Functions.Execution;
using Berth.Workloads.Functions.Parameters;

namespace Berth.Workloads.Functions.Video;

/// <summary>Encodes a clip as H.264, by ffmpeg in a child process.</summary>
/// <param name="children">Where children are registered.</param>
internal sealed class VideoFunction(ChildProcesses children) : Function, IDisposable
{
    private readonly MediaTool tool = new(children);
    private SourceClip? clip;

    internal override string Name => "video";

    internal override string Unit => "frames";

    internal override string Summary => "Encodes a generated clip of 1920x1080 at 30 frames a second as H.264 (ffmpeg, libx264).";

    internal override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("profile", ParameterKind.Integer, 0, VideoProfile.All.Count - 1, 1, "0: 1280x720 at 1500 kbit/s, 1: 1920x1080 at 3000, 2: 2560x1440 at 6500"),
        new("seconds", ParameterKind.Number, 0.1, 600, 4, "length of the clip"),
        new("threads", ParameterKind.Integer, 0, 64, 1, "threads of ffmpeg; 0 lets it choose"),
    ];

    internal override IFunctionWork Prepare(Arguments arguments, ExecutionProgress progress)
    {
        MediaTool.Need("ffmpeg", "ffprobe");
        var seconds = arguments.Number("seconds");
        if (clip?.Seconds != seconds)
        {
            clip?.Dispose();
            clip = null;
            clip = SourceClip.Make(tool, seconds, progress);
        }
        return new VideoEncoding(tool, clip, VideoProfile.All[(int)arguments.Integer("profile")], arguments.Integer("threads").ToString(CultureInfo.InvariantCulture));
    }

    public void Dispose() => clip?.Dispose();
}
