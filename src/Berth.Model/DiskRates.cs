using Berth.Model.Units;

namespace Berth.Model;

/// <summary>The most that a node may read from and write to its disk; null is unlimited.</summary>
public sealed record DiskRates(DataRate? Read, DataRate? Write);
