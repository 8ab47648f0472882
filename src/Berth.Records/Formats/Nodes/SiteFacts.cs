namespace Berth.Records.Formats.Nodes;

/// <summary>What <c>sites.csv</c> says of a site.</summary>
/// <param name="Pue">Power usage effectiveness.</param>
/// <param name="Factor">Its <c>k</c>: by how much more its energy counts; it multiplies the carbon intensity.</param>
/// <param name="Region">Its grid zone; empty is unknown.</param>
internal sealed record SiteFacts(double Pue, double Factor, string Region)
{
    internal static SiteFacts None { get; } = new(1, 1, "");
}
