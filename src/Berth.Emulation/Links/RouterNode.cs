namespace Berth.Emulation.Links;

/// <summary>A node as the router sees it.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Site">Nodes of one site reach each other ideally where no link says otherwise.</param>
/// <param name="Namespace">Path of its network namespace.</param>
/// <param name="Address">IPv4 address and prefix of its device, such as 10.77.0.1/16; all nodes share the prefix.</param>
/// <param name="Device">Name of the device to make.</param>
public sealed record RouterNode(string Name, string Site, string Namespace, string Address, string Device = "berth0");
