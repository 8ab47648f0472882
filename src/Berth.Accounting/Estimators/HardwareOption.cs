using Berth.Model.Units;

namespace Berth.Accounting.Estimators;

/// <summary>Hardware on which a computation could run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="PowerPerCore">Power of a busy core: the thermal design power of the processor for each of its cores.</param>
/// <param name="PowerPerGpu">Power of a busy graphics processor.</param>
/// <param name="Speed">How much faster than speed 1 the computation runs.</param>
public sealed record HardwareOption(string Name, Power PowerPerCore, Power PowerPerGpu = default, double Speed = 1)
{
    /// <summary>From the thermal design power of a processor and its cores.</summary>
    public static HardwareOption OfTdp(string name, Power tdp, int cores, double speed = 1) => new(name, new(tdp.Watts / cores), default, speed);
}
