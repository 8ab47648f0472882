namespace Berth.Workloads.Onnx;

/// <summary>A model could not be loaded or run; the message carries the runtime's own words where there are any.</summary>
public sealed class OnnxException(OnnxError error, string message) : Exception(message)
{
    /// <summary>What went wrong.</summary>
    public OnnxError Error { get; } = error;
}
