using System.Runtime.InteropServices;
using Berth.Emulation.World;
using Berth.Model;
using Berth.Workloads.Classification;
using Berth.Workloads.Native;

namespace Berth.Verbs;

/// <summary>Examines the machine.</summary>
internal static class Doctor
{
    private static readonly (string Tool, string Package)[] Tools =
        [("nsenter", "util-linux"), ("taskset", "util-linux"), ("chrt", "util-linux"), ("setpriv", "util-linux"), ("setsid", "util-linux")];

    /// <summary>The first thing that an experiment lacks here, with the command that adds it; null when nothing is missing.</summary>
    internal static string? Missing(IReadOnlyList<Variant> variants)
    {
        var mqtt = variants.Any(variant => variant.Experiment.Workloads.Any(workload => workload.Transport == Transport.Mqtt));
        return Examine().FirstOrDefault(finding => finding.State == FindingState.Missing || mqtt && finding is { State: FindingState.Limited, Subject: "mosquitto" or "libmosquitto" }) is { } finding
            ? $"{finding.Subject}: {finding.Text}{(finding.Command is null ? "" : $"\nTo change it: {finding.Command}")}"
            : null;
    }

    /// <summary>Everything, in the order of importance.</summary>
    internal static IReadOnlyList<Finding> Examine() =>
    [
        .. MachineCapabilities.Examine(),
        .. Tools.Where(tool => !InstalledPrograms.Has(tool.Tool)).Select(tool => new Finding(tool.Tool, FindingState.Missing, "is needed to start processes in their node", $"apt-get install {tool.Package}")),
        Library("ONNX Runtime", "libonnxruntime.so.1", FindingState.Missing, "classifies pictures", "npm ci --ignore-scripts --prefix native", "onnxruntime-node"),
        Library("TurboJPEG", "libturbojpeg.so.0", FindingState.Missing, "reads and writes JPEG", "apt-get install libturbojpeg0"),
        Library("libmosquitto", "libmosquitto.so.1", FindingState.Limited, "speaks MQTT for transport: mqtt", "apt-get install libmosquitto1"),
        Library("XGBoost", "libxgboost.so.0", FindingState.Limited, "grows the trees of berth learn", "apt-get install libxgboost0"),
        InstalledPrograms.Has("mosquitto")
            ? new("mosquitto", FindingState.Good, "the broker for transport: mqtt is installed", null)
            : new("mosquitto", FindingState.Limited, "there is no broker, so transport: mqtt cannot run", "apt-get install mosquitto"),
        InstalledPrograms.Has("ffmpeg") && InstalledPrograms.Has("ffprobe")
            ? new("ffmpeg", FindingState.Good, "encodes video for berth work video", null)
            : new("ffmpeg", FindingState.Limited, "is not installed; it encodes video for berth work video", "apt-get install --no-install-recommends ffmpeg"),
        ImageClassifier.DefaultModel is { } model
            ? new("model", FindingState.Good, model, null)
            : new("model", FindingState.Limited, "the classifier that comes with Berth is not here; give workloads a model", null),
    ];

    private static Finding Library(string subject, string file, FindingState without, string purpose, string command, string? package = null)
    {
        try
        {
            NativeLibrary.Free(NativeLibraries.Load(file, command, package));
            return new(subject, FindingState.Good, purpose, null);
        }
        catch (MissingLibraryException)
        {
            return new(subject, without, $"is not installed; it {purpose}", command);
        }
    }
}
