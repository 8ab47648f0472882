using System.Runtime.InteropServices;

namespace Berth.Workloads.Onnx;

/// <summary>
/// A model loaded by ONNX Runtime, with all of its graph optimisations and without spinning threads: a thread that has nothing to
/// do must cost nothing, or the CPU time of a node would not be what its work costs. Runs may overlap; disposal must come last.
/// </summary>
public sealed unsafe class OnnxSession : IDisposable
{
    private const int AllOptimisations = 99;
    private const int FloatElement = 1;

    private readonly OnnxApi api = OnnxApi.Instance;
    private readonly string path;
    private nint session;
    private nint inputName;
    private nint outputName;

    private OnnxSession(string path, int threads)
    {
        this.path = path;
        session = Create(threads);
        try
        {
            Inputs = Describe(api.GetInputCount, api.GetInputName, api.GetInputTypeInfo);
            Outputs = Describe(api.GetOutputCount, api.GetOutputName, api.GetOutputTypeInfo);
            Metadata = ReadMetadata();
            if (Inputs.Count == 0 || Outputs.Count == 0)
                throw new OnnxException(OnnxError.InvalidModel, $"{path} has no input or no output");
        }
        catch
        {
            Dispose();
            throw;
        }

        inputName = Marshal.StringToCoTaskMemUTF8(Inputs[0].Name);
        outputName = Marshal.StringToCoTaskMemUTF8(Outputs[0].Name);
    }

    /// <summary>The runtime's version, such as 1.30.0.</summary>
    public static string RuntimeVersion => OnnxApi.Instance.Version;

    /// <summary>The model's inputs, in its order.</summary>
    public IReadOnlyList<OnnxTensor> Inputs { get; }

    /// <summary>The model's outputs, in its order.</summary>
    public IReadOnlyList<OnnxTensor> Outputs { get; }

    /// <summary>The model's own key and value pairs (metadata_props).</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Loads a model.</summary>
    /// <param name="path">An ONNX file.</param>
    /// <param name="threads">How many threads one run may use, the caller's included.</param>
    /// <exception cref="OnnxException">No such file, or no model that loads.</exception>
    /// <exception cref="Native.MissingLibraryException">ONNX Runtime is not installed.</exception>
    public static OnnxSession Open(string path, int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        return File.Exists(path)
            ? new OnnxSession(path, threads)
            : throw new OnnxException(OnnxError.FileMissing, $"there is no model file {Path.GetFullPath(path)}");
    }

    /// <summary>Runs the model from its first input to its first output, both floats, without managed allocation.</summary>
    /// <param name="input">Row-major values; their number is the product of <paramref name="inputShape"/>.</param>
    /// <param name="inputShape">The input's dimensions, batch first.</param>
    /// <param name="output">Receives the values; their number is the product of <paramref name="outputShape"/>.</param>
    /// <param name="outputShape">The output's dimensions, batch first.</param>
    /// <exception cref="OnnxException">A shape does not fit the model, or the run failed.</exception>
    public void Run(ReadOnlySpan<float> input, ReadOnlySpan<long> inputShape, Span<float> output, ReadOnlySpan<long> outputShape)
    {
        ObjectDisposedException.ThrowIf(session == 0, this);
        CheckLength(input.Length, inputShape, Inputs[0]);
        CheckLength(output.Length, outputShape, Outputs[0]);
        nint from = 0, to = 0;
        fixed (float* inputData = input, outputData = output)
        {
            try
            {
                from = Tensor(inputData, input.Length, inputShape);
                to = Tensor(outputData, output.Length, outputShape);
                var names = stackalloc byte*[2] { (byte*)inputName, (byte*)outputName };
                var status = api.Run(session, 0, names, &from, 1, names + 1, 1, &to);
                if (status != 0)
                    api.Check(status, OnnxError.RunFailed, $"run {path} ({Inputs[0]} to {Outputs[0]})");
            }
            finally
            {
                if (from != 0)
                    api.ReleaseValue(from);
                if (to != 0)
                    api.ReleaseValue(to);
            }
        }
    }

    /// <summary>Frees the model.</summary>
    public void Dispose()
    {
        Marshal.FreeCoTaskMem(Interlocked.Exchange(ref inputName, 0));
        Marshal.FreeCoTaskMem(Interlocked.Exchange(ref outputName, 0));
        if (Interlocked.Exchange(ref session, 0) is var held and not 0)
            api.ReleaseSession(held);
    }

    private static void CheckLength(int values, ReadOnlySpan<long> shape, OnnxTensor tensor)
    {
        var product = 1L;
        foreach (var dimension in shape)
            product *= dimension;
        if (product != values || !tensor.IsFloat)
            throw new OnnxException(OnnxError.WrongShape,
                $"{values} float values in the shape [{string.Join(',', shape.ToArray())}] do not fit {tensor}");
    }

    private nint Tensor(float* data, int values, ReadOnlySpan<long> shape)
    {
        nint value;
        fixed (long* dimensions = shape)
        {
            var status = api.CreateTensorWithData(
                api.CpuMemory, data, (nuint)values * sizeof(float), dimensions, (nuint)shape.Length, FloatElement, &value);
            api.Check(status, OnnxError.RunFailed, "make a tensor");
        }

        return value;
    }

    private nint Create(int threads)
    {
        nint options, created;
        api.Check(api.CreateSessionOptions(&options), OnnxError.RunFailed, "make session options");
        var file = Marshal.StringToCoTaskMemUTF8(path);
        try
        {
            const string what = "set session options";
            api.Check(api.SetGraphOptimizationLevel(options, AllOptimisations), OnnxError.RunFailed, what);
            api.Check(api.SetIntraOpThreads(options, threads), OnnxError.RunFailed, what);
            api.Check(api.SetInterOpThreads(options, 1), OnnxError.RunFailed, what);
            fixed (byte* intra = "session.intra_op.allow_spinning"u8, inter = "session.inter_op.allow_spinning"u8, no = "0"u8)
            {
                api.Check(api.AddSessionConfigEntry(options, intra, no), OnnxError.RunFailed, what);
                api.Check(api.AddSessionConfigEntry(options, inter, no), OnnxError.RunFailed, what);
            }

            api.Check(api.CreateSession(api.Environment, (byte*)file, options, &created), OnnxError.InvalidModel, $"load {path}");
            return created;
        }
        finally
        {
            Marshal.FreeCoTaskMem(file);
            api.ReleaseSessionOptions(options);
        }
    }

    private OnnxTensor[] Describe(
        delegate* unmanaged<nint, nuint*, nint> count,
        delegate* unmanaged<nint, nuint, nint, byte**, nint> name,
        delegate* unmanaged<nint, nuint, nint*, nint> type)
    {
        var what = $"describe {path}";
        nuint tensors;
        api.Check(count(session, &tensors), OnnxError.InvalidModel, what);
        var described = new OnnxTensor[tensors];
        for (nuint i = 0; i < tensors; i++)
        {
            byte* text;
            api.Check(name(session, i, api.Allocator, &text), OnnxError.InvalidModel, what);
            var taken = api.TakeString(text);
            nint info;
            api.Check(type(session, i, &info), OnnxError.InvalidModel, what);
            described[i] = Shape(taken, info, what);
            api.ReleaseTypeInfo(info);
        }

        return described;
    }

    private OnnxTensor Shape(string name, nint info, string what)
    {
        nint tensor;
        api.Check(api.CastTypeInfoToTensorInfo(info, &tensor), OnnxError.InvalidModel, what);
        if (tensor == 0)
            return new(name, false, []);
        int element;
        nuint rank;
        api.Check(api.GetTensorElementType(tensor, &element), OnnxError.InvalidModel, what);
        api.Check(api.GetDimensionsCount(tensor, &rank), OnnxError.InvalidModel, what);
        var shape = new long[rank];
        fixed (long* dimensions = shape)
            api.Check(api.GetDimensions(tensor, dimensions, rank), OnnxError.InvalidModel, what);
        return new(name, element == FloatElement, shape);
    }

    private Dictionary<string, string> ReadMetadata()
    {
        var what = $"read the metadata of {path}";
        nint metadata;
        api.Check(api.GetModelMetadata(session, &metadata), OnnxError.InvalidModel, what);
        byte** keys = null;
        long count;
        api.Check(api.GetMetadataKeys(metadata, api.Allocator, &keys, &count), OnnxError.InvalidModel, what);
        var pairs = new Dictionary<string, string>();
        for (var i = 0; i < count; i++)
        {
            byte* value;
            api.Check(api.LookupMetadata(metadata, api.Allocator, keys[i], &value), OnnxError.InvalidModel, what);
            pairs[api.TakeString(keys[i])] = api.TakeString(value);
        }

        if (keys is not null)
            api.Check(api.AllocatorFree(api.Allocator, keys), OnnxError.InvalidModel, what);
        api.ReleaseModelMetadata(metadata);
        return pairs;
    }
}
