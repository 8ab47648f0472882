using System.Net;
using Berth.Emulation.Namespaces;

namespace Berth.Emulation.Probes;

/// <summary>Where a probe's socket lives: a node's namespace and the node's address in it.</summary>
public sealed record ProbeEnd(NetworkNamespace Namespace, IPAddress Address);
