namespace Berth.Model.Jobs;

/// <summary>What a job needs of graphics processors: a number of whole ones, or a share of one.</summary>
/// <param name="Count">How many; 0 is none.</param>
/// <param name="Milli">Thousandths of each that it needs; less than 1000 only with a count of 1.</param>
public readonly record struct GpuDemand(int Count, int Milli)
{
    /// <summary>A number of whole ones.</summary>
    public static GpuDemand Whole(int count) => new(count, count == 0 ? 0 : 1000);

    /// <summary>Thousandths of all of them together.</summary>
    public int TotalMilli => Count * Milli;
}
