namespace Berth.Emulation.Runs;

/// <summary>The time of a dilated world: durations since an origin are divided by the dilation.</summary>
internal readonly record struct WorldTime(long Origin, double Dilation)
{
    internal long Undilate(long moment) => Origin + (long)Math.Round((moment - Origin) / Dilation);
}
