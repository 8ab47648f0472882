namespace Berth.Learning.Performance.Data;

/// <summary>
/// How much a function has to do, from its parameters alone: points of <c>pi</c>, loop turns of <c>stress</c>, weight updates of <c>dense</c> (samples · epochs · weights),
/// pixels of <c>video</c> (frames, or seconds at 30 frames, · width · height). A function that is not listed has no known work and is learned from its parameters.
/// </summary>
public static class KnownWork
{
    private const int Inputs = 784, Classes = 10, FramesPerSecond = 30;

    private static readonly (double Width, double Height)[] Profiles = [(1280, 720), (1920, 1080), (2560, 1440)];

    private static readonly Dictionary<string, Func<IReadOnlyDictionary<string, double>, double>> Works = new()
    {
        ["pi"] = parameters => Get(parameters, "num_samples"),
        ["stress"] = parameters => Get(parameters, "input"),
        ["ml"] = parameters => Get(parameters, "input"),
        ["dense"] = parameters => Get(parameters, "num_samples") * Get(parameters, "epochs") * Weights(Get(parameters, "num_layers"), Get(parameters, "units")),
        ["video"] = parameters => Frames(parameters) * Pixels(parameters),
    };

    /// <summary>The functions whose work is known.</summary>
    public static IReadOnlyCollection<string> Functions => Works.Keys;

    /// <summary>The work; NaN where the function or one of the parameters it needs is unknown, or it is not positive and finite.</summary>
    public static double Of(string function, IReadOnlyDictionary<string, double> parameters) =>
        Works.TryGetValue(function, out var work) && work(parameters) is var amount && double.IsFinite(amount) && amount > 0 ? amount : double.NaN;

    /// <summary>Weights and biases of a dense network for 28 by 28 pictures of ten classes.</summary>
    internal static double Weights(double layers, double units) =>
        layers < 1 ? (Inputs + 1) * Classes : (Inputs + 1) * units + (layers - 1) * (units + 1) * units + (units + 1) * Classes;

    private static double Frames(IReadOnlyDictionary<string, double> parameters) => Get(parameters, "frames", FramesPerSecond * Get(parameters, "seconds", 1.0 / FramesPerSecond));

    private static double Pixels(IReadOnlyDictionary<string, double> parameters)
    {
        if (parameters.ContainsKey("width") || parameters.ContainsKey("height"))
            return Get(parameters, "width") * Get(parameters, "height");
        return Get(parameters, "profile") is var profile && profile >= 0 && profile < Profiles.Length && profile == Math.Floor(profile)
            ? Profiles[(int)profile].Width * Profiles[(int)profile].Height : double.NaN;
    }

    private static double Get(IReadOnlyDictionary<string, double> parameters, string name, double missing = double.NaN) => parameters.TryGetValue(name, out var value) ? value : missing;
}
