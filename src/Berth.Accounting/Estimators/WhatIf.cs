using Berth.Model.Units;

namespace Berth.Accounting.Estimators;

/// <summary>What a computation would use and emit if it ran there, on that hardware, then.</summary>
public static class WhatIf
{
    /// <summary>
    /// One row for each place, hardware and start, in this order. Energy is that of <see cref="GreenAlgorithms"/>; emissions take the mean intensity while it runs, since its power is constant.
    /// </summary>
    /// <param name="task">The computation.</param>
    /// <param name="locations">Where it could run.</param>
    /// <param name="hardware">On what.</param>
    /// <param name="starts">When it could start, nanoseconds of the clock of the intensities.</param>
    /// <param name="data">Whose memory power is used; null is the latest.</param>
    /// <exception cref="ArgumentException">A quantity is out of its range, or a start is before the intensities of a place.</exception>
    public static IReadOnlyList<WhatIfRow> Table(
        ComputeTask task, IReadOnlyList<LocationOption> locations, IReadOnlyList<HardwareOption> hardware, IReadOnlyList<long> starts, GreenAlgorithmsData? data = null)
    {
        var rows = new List<WhatIfRow>(locations.Count * hardware.Count * starts.Count);
        foreach (var location in locations)
            foreach (var option in hardware)
            {
                var energy = GreenAlgorithms.EnergyOf(data ?? GreenAlgorithmsData.Latest, task, option, location.Pue);
                var runtime = new Duration(task.Runtime.Seconds / option.Speed);
                foreach (var start in starts)
                {
                    if (start < location.Intensity.First)
                        throw new ArgumentException($"the carbon intensity of {location.Name} begins at {location.Intensity.First * 1e-9:0.###} s, after the start at {start * 1e-9:0.###} s", nameof(starts));
                    var intensity = location.Intensity.MeanOver(start, Math.Max(1, runtime.Nanoseconds));
                    rows.Add(new(location.Name, option.Name, start, runtime, energy, intensity, GreenAlgorithms.CarbonOf(energy, intensity)));
                }
            }
        return rows;
    }
}
