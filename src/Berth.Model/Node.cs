namespace Berth.Model;

/// <summary>One node of a site; its name is the site's name and a number from 1: <c>edge-2</c>.</summary>
public sealed record Node(string Name, Site Site);
