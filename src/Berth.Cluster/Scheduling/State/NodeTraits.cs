using System.Globalization;
using Berth.Cluster.Objects;
using Berth.Model;
using Berth.Model.Units;
using Node = Berth.Cluster.Objects.Node;

namespace Berth.Cluster.Scheduling.State;

/// <summary>What the labels of a node say of where it is, how fast it is and what it draws. Annotations of the same names go first: they may hold units.</summary>
/// <param name="Site">Name of its site.</param>
/// <param name="Tier">Layer of the continuum.</param>
/// <param name="Speed">Speed of a core relative to the reference.</param>
/// <param name="IdleWatts">Power without load; null is unknown.</param>
/// <param name="PeakWatts">Power in full use; null is unknown.</param>
/// <param name="SleepWatts">Power while nothing runs there; null is that without load.</param>
/// <param name="Carbon">Carbon intensity of its electricity, g/kWh; null is unknown.</param>
/// <param name="Pue">Power usage effectiveness.</param>
/// <param name="Price">Price of a kilowatt-hour.</param>
internal sealed record NodeTraits(
    string Site, Tier Tier, double Speed, double? IdleWatts, double? PeakWatts, double? SleepWatts, double? Carbon, double Pue, double Price)
{
    /// <summary>Those of a node that says nothing.</summary>
    internal static NodeTraits None { get; } = new("cluster", Tier.Cloud, 1, null, null, null, null, 1, 0);

    internal static NodeTraits Of(Node node)
    {
        var meta = node.Metadata;
        return new(
            Said(meta, BerthLabels.Site) ?? meta.Label(BerthLabels.Zone) ?? None.Site,
            Enum.TryParse<Tier>(Said(meta, BerthLabels.Tier), ignoreCase: true, out var tier) && Enum.IsDefined(tier) ? tier : None.Tier,
            Number(meta, BerthLabels.Speed) is > 0 and var speed ? speed : 1,
            Watts(meta, BerthLabels.IdlePower),
            Watts(meta, BerthLabels.PeakPower),
            Watts(meta, BerthLabels.SleepPower),
            Said(meta, BerthLabels.Carbon) is { } text && CarbonIntensity.TryParse(text, out var carbon) ? carbon.GramsPerKilowattHour : Number(meta, BerthLabels.Carbon),
            Number(meta, BerthLabels.Pue) is >= 1 and var pue ? pue : 1,
            Number(meta, BerthLabels.Price) ?? 0);
    }

    private static string? Said(ObjectMeta meta, string name) => meta.Annotation(name) ?? meta.Label(name);

    private static double? Watts(ObjectMeta meta, string name) => Said(meta, name) is { } text && Power.TryParse(text, out var power) ? power.Watts : Number(meta, name);

    private static double? Number(ObjectMeta meta, string name) =>
        double.TryParse(Said(meta, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number >= 0 ? number : null;
}
