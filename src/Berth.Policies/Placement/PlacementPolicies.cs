using Berth.Model;
using Berth.Policies.Placement.CarbonAwareness;
using Berth.Policies.Placement.Predicted;
using Berth.Policies.Placement.Scores;

namespace Berth.Policies.Placement;

/// <summary>The placement policies by name.</summary>
public static class PlacementPolicies
{
    /// <summary>Name of <see cref="LocalPlacement"/>.</summary>
    public const string Local = "local";

    /// <summary>Name of <see cref="MistPlacement"/>.</summary>
    public const string Mist = "mist";

    /// <summary>Name of the <see cref="TierPlacement"/> for the edge.</summary>
    public const string Edge = "edge";

    /// <summary>Name of the <see cref="TierPlacement"/> for the cloud.</summary>
    public const string Cloud = "cloud";

    /// <summary>Name of <see cref="PredictedPlacement"/>.</summary>
    public const string Predicted = "predicted";

    private static readonly Dictionary<string, PolicyKind<IPlacementPolicy>> ByName = new PolicyKind<IPlacementPolicy>[]
    {
        Plain(() => new LocalPlacement()), Plain(() => new MistPlacement()), Plain(() => new TierPlacement(Edge, Tier.Edge)), Plain(() => new TierPlacement(Cloud, Tier.Cloud)),
        Plain(() => new RandomPlacement()), Plain(() => new RoundRobin()), Plain(() => new FirstFit()),
        With(options => new BestFit(ResourceWeights.Of(options)), ResourceWeights.Options),
        With(options => new LeastAllocated(ResourceWeights.Of(options)), ResourceWeights.Options),
        With(options => new MostAllocated(ResourceWeights.Of(options)), ResourceWeights.Options),
        Plain(() => new SwarmSpread()), Plain(() => new SwarmBinpack()),
        Plain(() => new MinMin()), Plain(() => new MaxMin()), Plain(() => new Sufferage()),
        With(options => new Tetris(options["remaining-weight"]), [new("remaining-weight", "weight of what remains of a task's work; 0 looks at the alignment alone", 0, 0, 1000)]),
        Plain(() => new EnergyAware()),
        With(options => new EcSched(EcSchedOptions.Of(options)), EcSchedOptions.Options),
        With(options => new CarbonAware(CarbonWeights.Of(options)), CarbonWeights.Options),
        With(options => new PredictedPlacement(null, PredictedOptions.Of(options)), PredictedOptions.Options),
    }.ToDictionary(kind => kind.Description.Name);

    /// <summary>Every kind, in the order in which they are documented.</summary>
    public static IReadOnlyList<PolicyDescription> All { get; } = [.. ByName.Values.Select(kind => kind.Description)];

    /// <summary>The policy of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    /// <exception cref="ArgumentException">It has no such option, or its value is out of range.</exception>
    public static IPlacementPolicy Get(string name, IReadOnlyDictionary<string, double>? options = null) => ByName[name].Make(options);

    /// <summary>The policy of that name; one that predicts asks the given predictor.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    /// <exception cref="ArgumentException">It has no such option, or its value is out of range.</exception>
    public static IPlacementPolicy Get(string name, IReadOnlyDictionary<string, double>? options, IPerformancePredictor? predictor) =>
        name == Predicted ? new PredictedPlacement(predictor, PredictedOptions.Of(ByName[name].Complete(options))) : Get(name, options);

    private static PolicyKind<IPlacementPolicy> Plain(Func<IPlacementPolicy> make) => With(_ => make(), []);

    private static PolicyKind<IPlacementPolicy> With(Func<IReadOnlyDictionary<string, double>, IPlacementPolicy> make, IReadOnlyList<PolicyOption> options)
    {
        var policy = make(options.ToDictionary(option => option.Name, option => option.Default));
        return new(new(policy.Name, policy.Summary, options), make);
    }
}
