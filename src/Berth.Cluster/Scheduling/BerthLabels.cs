namespace Berth.Cluster.Scheduling;

/// <summary>Names of labels and annotations that are read and written here.</summary>
public static class BerthLabels
{
    /// <summary>Zone of a node, which is its site where no other is said.</summary>
    public const string Zone = "topology.kubernetes.io/zone";

    /// <summary>Node: its site.</summary>
    public const string Site = "berth/site";

    /// <summary>Node: <c>endpoint</c>, <c>edge</c> or <c>cloud</c>.</summary>
    public const string Tier = "berth/tier";

    /// <summary>Node: speed of a core relative to the reference.</summary>
    public const string Speed = "berth/speed";

    /// <summary>Node: power without load, <c>60W</c>.</summary>
    public const string IdlePower = "berth/idle-power";

    /// <summary>Node: power in full use, <c>240W</c>.</summary>
    public const string PeakPower = "berth/peak-power";

    /// <summary>Node: power while nothing runs there.</summary>
    public const string SleepPower = "berth/sleep-power";

    /// <summary>Node: carbon intensity of its electricity in g/kWh; as an annotation also with its unit.</summary>
    public const string Carbon = "berth/carbon-intensity";

    /// <summary>Node: power usage effectiveness of its site.</summary>
    public const string Pue = "berth/pue";

    /// <summary>Node: price of a kilowatt-hour.</summary>
    public const string Price = "berth/price";

    /// <summary>Pod, annotation: how long it runs on a node of speed 1, <c>20min</c>.</summary>
    public const string Length = "berth/length";

    /// <summary>Pod, annotation: name of the node whose data it works on.</summary>
    public const string Source = "berth/source";

    /// <summary>Pod, annotation, written: why it is where it is.</summary>
    public const string Decision = "berth/decision";
}
