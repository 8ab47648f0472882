using Berth.Workloads.Functions.Dense;
using Berth.Workloads.Functions.Execution;

namespace Berth.Workloads.Tests.Functions;

public sealed class DenseTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    [Trait("Speed", "Long")]
    public void It_learns_from_the_sample_what_it_has_not_seen(ulong seed)
    {
        var (accuracy, loss, steps) = Train(new(20_000, 5, 32, 2, 128, seed));
        output.WriteLine($"seed {seed}: accuracy {accuracy}, loss {loss}");
        Assert.InRange(accuracy, 0.80, 1);
        Assert.InRange(loss, 0.1, 1.2);
        Assert.Equal(5 * 500, steps);
    }

    [Fact]
    public void The_same_seed_gives_the_same_network()
    {
        var settings = new DenseSettings(1000, 2, 30, 1, 33, 9);
        Assert.Equal(Train(settings), Train(settings));
        Assert.NotEqual(Train(settings), Train(settings with { Seed = 10 }));
    }

    [Fact]
    public void A_batch_may_be_larger_than_the_epoch_and_a_layer_narrow()
    {
        var (_, loss, steps) = Train(new(10, 3, 4096, 8, 1, 1));
        Assert.True(double.IsFinite(loss));
        Assert.Equal(3, steps);
    }

    [Fact]
    public void It_can_be_called_off_amid_a_step()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new ExecutionProgress(cancellation.Token);
        using var training = new DenseTraining(new(20_000, 1000, 4096, 8, 2048, 1), Garments.Sample(), 0);
        cancellation.CancelAfter(TimeSpan.FromMilliseconds(300));
        Assert.ThrowsAny<OperationCanceledException>(() => training.Run(progress));
    }

    private static (double Accuracy, double Loss, long Steps) Train(DenseSettings settings)
    {
        var progress = new ExecutionProgress(CancellationToken.None);
        using var training = new DenseTraining(settings, Garments.Sample(), 0);
        training.Run(progress);
        var result = training.Conclude(1, progress);
        Assert.Null(result.ErrorMessage);
        return (result.Figures["accuracy"]!.GetValue<double>(), result.Figures["loss"]!.GetValue<double>(), result.Figures["training_steps"]!.GetValue<long>());
    }
}
