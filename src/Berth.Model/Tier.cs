namespace Berth.Model;

/// <summary>The layer of the continuum that a site belongs to.</summary>
public enum Tier
{
    /// <summary>Where the data comes from: devices, sensors, users.</summary>
    Endpoint,

    /// <summary>Near the endpoints: base stations, gateways, small sites.</summary>
    Edge,

    /// <summary>Far from the endpoints, with ample capacity.</summary>
    Cloud,
}
