namespace Berth.Workloads.Onnx;

/// <summary>An input or output of a model.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="IsFloat">Whether its elements are 32-bit floats, the only type that <see cref="OnnxSession.Run"/> takes.</param>
/// <param name="Shape">Its dimensions; -1 for one that is free, such as the batch.</param>
public sealed record OnnxTensor(string Name, bool IsFloat, IReadOnlyList<long> Shape)
{
    /// <summary>Name and shape as people read them: image[?,3,64,64].</summary>
    public override string ToString() =>
        $"{Name}[{string.Join(',', Shape.Select(d => d < 0 ? "?" : d.ToString()))}]{(IsFloat ? "" : " (not float)")}";
}
