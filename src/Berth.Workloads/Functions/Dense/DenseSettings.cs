namespace Berth.Workloads.Functions.Dense;

/// <summary>What to train and how long.</summary>
/// <param name="Samples">Of an epoch, those to watch included.</param>
/// <param name="Epochs">At least 1.</param>
/// <param name="Batch">Samples of a step.</param>
/// <param name="Layers">Hidden layers.</param>
/// <param name="Units">Of each.</param>
/// <param name="Seed">Of the weights and the order of samples.</param>
internal sealed record DenseSettings(int Samples, int Epochs, int Batch, int Layers, int Units, ulong Seed)
{
    /// <summary>Samples of an epoch that are learned from.</summary>
    internal int Learned => Samples - Watched;

    /// <summary>Samples that the loss is watched on after each epoch.</summary>
    internal int Watched => Samples / 5;
}
