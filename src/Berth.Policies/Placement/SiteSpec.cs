using Berth.Model;

namespace Berth.Policies.Placement;

/// <summary>What a policy may know of a site.</summary>
/// <param name="Name">Name.</param>
/// <param name="Tier">Layer of the continuum.</param>
/// <param name="Pue">Power usage effectiveness.</param>
/// <param name="Price">Price of a kilowatt-hour, in the currency of the experiment.</param>
/// <param name="Forecast">Carbon intensity to come; null is unknown.</param>
public sealed record SiteSpec(string Name, Tier Tier, double Pue = 1, double Price = 0, ICarbonForecast? Forecast = null);
