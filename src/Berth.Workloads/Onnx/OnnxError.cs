namespace Berth.Workloads.Onnx;

/// <summary>What went wrong with a model.</summary>
public enum OnnxError
{
    /// <summary>The file is not there or cannot be read.</summary>
    FileMissing,

    /// <summary>The file is not an ONNX model, or one that this runtime cannot load.</summary>
    InvalidModel,

    /// <summary>The data or the model has a shape or an element type that does not fit.</summary>
    WrongShape,

    /// <summary>The runtime failed while it ran the model.</summary>
    RunFailed,
}
