using Berth.Model.Units;

namespace Berth.Accounting.Estimators;

/// <summary>
/// Estimates energy and emissions from what is asked for, not from what is measured: E = t · (n_c·P_c·u_c + n_g·P_g·u_g + n_m·P_m) · PUE · PSF, C = E · CI
/// (Lannelongue, Grealey and Inouye, Green Algorithms, Advanced Science 8(12), 2021).
/// </summary>
public static class GreenAlgorithms
{
    /// <summary>Energy, the overhead of the data centre included.</summary>
    /// <param name="data">Whose memory power is used.</param>
    /// <param name="task">The computation.</param>
    /// <param name="hardware">Where it runs.</param>
    /// <param name="pue">Power usage effectiveness, at least 1.</param>
    /// <param name="runs">Pragmatic scaling factor (PSF): how often it is really run.</param>
    /// <exception cref="ArgumentException">A quantity is negative, not finite, or out of its range.</exception>
    public static Energy EnergyOf(GreenAlgorithmsData data, ComputeTask task, HardwareOption hardware, double pue, double runs = 1)
    {
        Require(task.Runtime.Seconds >= 0 && double.IsFinite(task.Runtime.Seconds), "the runtime", task.Runtime.Seconds, "at least 0 s");
        Require(task.Cores.Cores >= 0 && double.IsFinite(task.Cores.Cores), "the number of cores", task.Cores.Cores, "at least 0");
        Require(task.Memory.Bytes >= 0 && double.IsFinite(task.Memory.Bytes), "the memory", task.Memory.Bytes, "at least 0 bytes");
        Require(task.CoreUsage is >= 0 and <= 1, "the usage of the cores", task.CoreUsage, "from 0 to 1");
        Require(task.Gpus >= 0, "the number of graphics processors", task.Gpus, "at least 0");
        Require(task.GpuUsage is >= 0 and <= 1, "the usage of the graphics processors", task.GpuUsage, "from 0 to 1");
        Require(hardware.Speed > 0 && double.IsFinite(hardware.Speed), $"the speed of {hardware.Name}", hardware.Speed, "above 0");
        Require(hardware.PowerPerCore.Watts >= 0 && hardware.PowerPerGpu.Watts >= 0, $"the power of {hardware.Name}", Math.Min(hardware.PowerPerCore.Watts, hardware.PowerPerGpu.Watts), "at least 0 W");
        Require(pue >= 1 && double.IsFinite(pue), "the power usage effectiveness", pue, "at least 1");
        Require(runs >= 0 && double.IsFinite(runs), "the number of runs", runs, "at least 0");
        var watts = task.Cores.Cores * hardware.PowerPerCore.Watts * task.CoreUsage
            + task.Gpus * hardware.PowerPerGpu.Watts * task.GpuUsage
            + task.Memory.Bytes / 1e9 * data.MemoryPower.Watts;
        return new(task.Runtime.Seconds / hardware.Speed * watts * pue * runs);
    }

    /// <summary>Emissions of an energy at an intensity.</summary>
    public static CarbonMass CarbonOf(Energy energy, CarbonIntensity intensity) => new(energy.Joules / 3.6e6 * intensity.GramsPerKilowattHour);

    private static void Require(bool holds, string what, double value, string range)
    {
        if (!holds)
            throw new ArgumentException($"{what} is {value}; it is {range}");
    }
}
