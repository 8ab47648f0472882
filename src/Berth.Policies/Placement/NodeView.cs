using Berth.Model;

namespace Berth.Policies.Placement;

/// <summary>What a policy may see of a node.</summary>
/// <param name="Name">Name of the node.</param>
/// <param name="Site">Name of its site.</param>
/// <param name="Tier">Layer of its site.</param>
/// <param name="Cores">Speed-weighted capacity: cores times share.</param>
/// <param name="Streams">Streams that are placed on it already.</param>
public sealed record NodeView(string Name, string Site, Tier Tier, double Cores, int Streams);
