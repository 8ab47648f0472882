namespace Berth.Workloads.Png;

/// <summary>The colour types of the specification, table 9.</summary>
internal enum PngColour : byte
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    Rgba = 6,
}
