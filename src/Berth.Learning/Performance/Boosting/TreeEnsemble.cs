namespace Berth.Learning.Performance.Boosting;

/// <summary>
/// Trees whose sum is the prediction. It is evaluated here and not by XGBoost: a model predicts on machines without it, in microseconds, and a damaged file cannot bring down the program.
/// Sums are in single precision in the order of the trees, as XGBoost's are.
/// </summary>
/// <param name="BaseScore">Where the sum begins.</param>
/// <param name="Trees">The trees.</param>
public sealed record TreeEnsemble(float BaseScore, IReadOnlyList<Tree> Trees)
{
    /// <summary>The prediction for a row; NaN features are missing.</summary>
    public double Predict(ReadOnlySpan<double> features)
    {
        var sum = BaseScore;
        foreach (var tree in Trees)
            sum += tree.Predict(features);
        return sum;
    }

    /// <summary>How much the splits by each feature lowered the loss, all together.</summary>
    public double[] TotalGain(int features)
    {
        var gains = new double[features];
        foreach (var tree in Trees)
            for (var node = 0; node < tree.Left.Length; node++)
                if (tree.Left[node] >= 0)
                    gains[tree.Feature[node]] += tree.Gain[node];
        return gains;
    }

    /// <summary>Throws unless it can be evaluated on so many features.</summary>
    /// <exception cref="InvalidDataException">It cannot.</exception>
    internal void Check(int features)
    {
        if (!float.IsFinite(BaseScore) || Trees is null)
            throw new InvalidDataException("an ensemble has no trees or no finite base score");
        foreach (var tree in Trees)
            (tree ?? throw new InvalidDataException("a tree is missing")).Check(features);
    }
}
