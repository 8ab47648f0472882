namespace Berth.Learning.Performance.Data;

/// <summary>
/// How much a function has to do, from its parameters alone: points of <c>pi</c>, loop turns of <c>stress</c>, multiply-adds of <c>dense</c>,
/// pixels of <c>video</c> (frames, or seconds at 30 frames, · width · height). A function that is not listed has no known work and is learned from its parameters.
/// </summary>
public static class KnownWork
{
    private const int Inputs = 784, Classes = 10, FramesPerSecond = 30;

    /// <summary>Of the samples of <c>dense</c>: the part that is learned from; the rest only goes forward.</summary>
    private const double Learned = 0.8;

    /// <summary>Results of its matrix products are computed in panels of so many columns, whole ones.</summary>
    private const double Panel = 16;

    private static readonly (double Width, double Height)[] Profiles = [(1280, 720), (1920, 1080), (2560, 1440)];

    private static readonly Dictionary<string, Func<IReadOnlyDictionary<string, double>, double>> Works = new()
    {
        ["pi"] = parameters => Get(parameters, "num_samples"),
        ["stress"] = parameters => Get(parameters, "input"),
        ["ml"] = parameters => Get(parameters, "input"),
        ["dense"] = parameters => Get(parameters, "num_samples") * Get(parameters, "epochs") * MultiplyAdds(Get(parameters, "num_layers"), Get(parameters, "units")),
        ["video"] = parameters => Frames(parameters) * Pixels(parameters),
    };

    /// <summary>The functions whose work is known.</summary>
    public static IReadOnlyCollection<string> Functions => Works.Keys;

    /// <summary>The work; NaN where the function or one of the parameters it needs is unknown, or it is not positive and finite.</summary>
    public static double Of(string function, IReadOnlyDictionary<string, double> parameters) =>
        Works.TryGetValue(function, out var work) && work(parameters) is var amount && double.IsFinite(amount) && amount > 0 ? amount : double.NaN;

    /// <summary>
    /// Multiply-adds of a sample of <c>dense</c>, 28 by 28 pixels of ten classes. Learning goes through every layer three times (forward, gradients, back to the layer before), but not back from the first.
    /// </summary>
    private static double MultiplyAdds(double layers, double units)
    {
        var first = Inputs * Padded(layers < 1 ? Classes : units);
        var forward = layers < 1 ? first : first + (layers - 1) * units * Padded(units) + units * Padded(Classes);
        return Learned * (3 * forward - first) + (1 - Learned) * forward;
    }

    private static double Padded(double columns) => Math.Ceiling(columns / Panel) * Panel;

    /// <summary>Frames are whole: a clip of 0.22 seconds has seven.</summary>
    private static double Frames(IReadOnlyDictionary<string, double> parameters) => Get(parameters, "frames", Math.Max(1, Math.Round(FramesPerSecond * Get(parameters, "seconds", 0))));

    private static double Pixels(IReadOnlyDictionary<string, double> parameters)
    {
        if (parameters.ContainsKey("width") || parameters.ContainsKey("height"))
            return Get(parameters, "width") * Get(parameters, "height");
        return Get(parameters, "profile") is var profile && profile >= 0 && profile < Profiles.Length && profile == Math.Floor(profile)
            ? Profiles[(int)profile].Width * Profiles[(int)profile].Height : double.NaN;
    }

    private static double Get(IReadOnlyDictionary<string, double> parameters, string name, double missing = double.NaN) => parameters.TryGetValue(name, out var value) ? value : missing;
}
