using Berth.Workloads.Onnx;

namespace Berth.Workloads.Tests.Vision;

public sealed class OnnxSessionTests
{
    public OnnxSessionTests() => TheModel.NeedRuntime();

    [Fact]
    public void It_reads_names_shapes_and_metadata()
    {
        using var session = OnnxSession.Open(TheModel.Path);
        Assert.Equal("image[?,3,64,64]", Assert.Single(session.Inputs).ToString());
        Assert.Equal("logits[?,10]", Assert.Single(session.Outputs).ToString());
        Assert.Equal("64x64", session.Metadata["input_size"]);
        Assert.Equal("1.30.0", OnnxSession.RuntimeVersion);
    }

    [Fact]
    public void It_runs_a_graph_whose_answer_is_known()
    {
        using var file = new ScratchFile(OnnxBytes.Relu([-1, 3]));
        using var session = OnnxSession.Open(file.Path);
        var result = new float[6];
        session.Run([-1, 2, -3, 4, -5, 6], [2, 3], result, [2, 3]);
        Assert.Equal([0, 2, 0, 4, 0, 6], result);
    }

    [Fact]
    public void A_run_allocates_nothing()
    {
        using var file = new ScratchFile(OnnxBytes.Relu([1, 3]));
        using var session = OnnxSession.Open(file.Path);
        var (from, to) = (new float[3], new float[3]);
        session.Run(from, [1, 3], to, [1, 3]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            session.Run(from, [1, 3], to, [1, 3]);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var error = Assert.Throws<OnnxException>(() => OnnxSession.Open("/nowhere/model.onnx"));
        Assert.Equal(OnnxError.FileMissing, error.Error);
        Assert.Contains("/nowhere/model.onnx", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("This is a text file, not a model.\n")]
    [InlineData("\u0089PNG\r\n")]
    public void A_file_that_is_no_model_is_refused(string content)
    {
        using var file = new ScratchFile(System.Text.Encoding.Latin1.GetBytes(content));
        var error = Assert.Throws<OnnxException>(() => OnnxSession.Open(file.Path));
        Assert.Equal(OnnxError.InvalidModel, error.Error);
        Assert.Contains(file.Path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_cut_off_is_refused()
    {
        var whole = File.ReadAllBytes(TheModel.Path);
        using var file = new ScratchFile(whole[..(whole.Length / 2)]);
        Assert.Equal(OnnxError.InvalidModel, Assert.Throws<OnnxException>(() => OnnxSession.Open(file.Path)).Error);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_with_what_was_expected()
    {
        using var file = new ScratchFile(OnnxBytes.Relu([-1, 3]));
        using var session = OnnxSession.Open(file.Path);
        foreach (var (input, inputShape, output, outputShape) in new (int, long[], int, long[])[]
        {
            (6, [2, 2], 6, [2, 3]), (4, [1, 4], 4, [1, 4]), (3, [3], 3, [3]), (6, [2, 3], 3, [1, 3]), (6, [2, 3], 6, [3, 2]),
        })
        {
            var error = Assert.Throws<OnnxException>(() => session.Run(new float[input], inputShape, new float[output], outputShape));
            Assert.Equal(OnnxError.WrongShape, error.Error);
            Assert.Contains("[?,3]", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_model_of_other_elements_than_floats_is_refused_when_it_runs()
    {
        using var file = new ScratchFile(OnnxBytes.Identity(OnnxBytes.Int64, [1, 3]));
        using var session = OnnxSession.Open(file.Path);
        var error = Assert.Throws<OnnxException>(() => session.Run(new float[3], [1, 3], new float[3], [1, 3]));
        Assert.Contains("not float", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disposed_session_says_so()
    {
        using var file = new ScratchFile(OnnxBytes.Relu([1, 1]));
        var session = OnnxSession.Open(file.Path);
        session.Dispose();
        session.Dispose();
        Assert.Throws<ObjectDisposedException>(() => session.Run([1], [1, 1], new float[1], [1, 1]));
    }
}
