using Berth.Model;

namespace Berth.Policies.Shifting;

/// <summary>The shifting policies by name.</summary>
public static class ShiftingPolicies
{
    /// <summary>Name of <see cref="StartNow"/>.</summary>
    public const string Now = "now";

    /// <summary>Name of <see cref="Shifting.LowestSlot"/>.</summary>
    public const string LowestSlot = "lowest-slot";

    /// <summary>Name of <see cref="Shifting.LowestWindow"/>.</summary>
    public const string LowestWindow = "lowest-window";

    /// <summary>Name of <see cref="Shifting.WaitAwhile"/>.</summary>
    public const string WaitAwhile = "wait-awhile";

    /// <summary>Name of <see cref="Shifting.CarbonScaler"/>.</summary>
    public const string CarbonScaler = "carbon-scaler";

    /// <summary>Name of <see cref="Shifting.Ecovisor"/>.</summary>
    public const string Ecovisor = "ecovisor";

    private static readonly Dictionary<string, PolicyKind<IShiftingPolicy>> ByName = new[]
    {
        Kind(options => new StartNow(ShiftLimits.Of(options)), ShiftLimits.ServersOption),
        Kind(options => new LowestSlot(ShiftLimits.Of(options)), ShiftLimits.MaxWaitOption, ShiftLimits.ServersOption),
        Kind(options => new LowestWindow(ShiftLimits.Of(options)), ShiftLimits.MaxWaitOption, ShiftLimits.ServersOption),
        Kind(options => new WaitAwhile(ShiftLimits.Of(options)), ShiftLimits.MaxWaitOption, ShiftLimits.ServersOption),
        Kind(options => new CarbonScaler(ShiftLimits.Of(options)), ShiftLimits.MaxWaitOption),
        Kind(
            options => new Ecovisor(ShiftLimits.Of(options), options["tolerance"]),
            new("servers", "Servers when the job is submitted; 0 is half of its profile.", 0, 0, 10_000),
            new("tolerance", "Part of the target rate by which it may be exceeded before servers are removed.", 0.05, 0, 1)),
    }.ToDictionary(kind => kind.Description.Name);

    /// <summary>Every kind, in the order in which they are documented.</summary>
    public static IReadOnlyList<PolicyDescription> All { get; } = [.. ByName.Values.Select(kind => kind.Description)];

    /// <summary>The policy of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    /// <exception cref="ArgumentException">It has no such option, or its value is out of range.</exception>
    public static IShiftingPolicy Get(string name, IReadOnlyDictionary<string, double>? options = null) => ByName[name].Make(options);

    private static PolicyKind<IShiftingPolicy> Kind(Func<IReadOnlyDictionary<string, double>, IShiftingPolicy> make, params PolicyOption[] options)
    {
        var sample = make(options.ToDictionary(option => option.Name, option => option.Default));
        return new(new(sample.Name, sample.Summary, options), make);
    }
}
