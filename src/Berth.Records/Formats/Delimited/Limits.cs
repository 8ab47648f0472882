namespace Berth.Records.Formats.Delimited;

/// <summary>What a job or a node may be at most; beyond that a file is taken to be wrong. Times stay in what nanoseconds can count.</summary>
internal static class Limits
{
    internal const double Seconds = 4e9, Cores = 1e6, Bytes = 1e16, Gpus = 1024;

    internal const double Kibibyte = 1024, Mebibyte = 1 << 20, Gibibyte = 1 << 30;

    /// <summary>Cores in whole thousandths, as nodes count them; never none for some.</summary>
    internal static double Cpu(double cores) => cores <= 0 ? 0 : Math.Max(1, Math.Round(cores * 1000)) / 1000;
}
