using System.Text.Json;
using Berth.Workloads.Classification;
using Berth.Workloads.Native;
using Berth.Workloads.Onnx;

namespace Berth.Workloads.Tests.Vision;

/// <summary>The committed model and the figures that its training script wrote beside it.</summary>
internal static class TheModel
{
    private static readonly Lazy<bool> RuntimeIsHere = new(() =>
    {
        try
        {
            return OnnxSession.RuntimeVersion.Length > 0;
        }
        catch (MissingLibraryException)
        {
            return false;
        }
    });

    public static string Path => ImageClassifier.DefaultModel ?? throw new FileNotFoundException("models/resnet18-fashion-mnist.onnx");

    public static JsonElement Figures { get; } =
        JsonDocument.Parse(File.ReadAllText(System.IO.Path.ChangeExtension(Path, ".json"))).RootElement;

    public static ImageClassifier Load()
    {
        NeedRuntime();
        return ImageClassifier.Load(Path);
    }

    public static void NeedRuntime() =>
        Assert.SkipUnless(RuntimeIsHere.Value, "ONNX Runtime is absent: npm ci --ignore-scripts --prefix native");
}
