namespace Berth.Learning.Performance.Boosting;

/// <summary>One regression tree as columns, a place for each node; node 0 is the root. Children come after their parents.</summary>
/// <param name="Left">Left child of each node; -1 for a leaf.</param>
/// <param name="Right">Right child; -1 for a leaf.</param>
/// <param name="Feature">Feature that a node asks for.</param>
/// <param name="Value">Threshold of a node (a smaller feature goes left), value of a leaf. Single precision, as XGBoost has it.</param>
/// <param name="MissingLeft">Whether a missing feature goes left.</param>
/// <param name="Gain">How much a split lowered the loss.</param>
public sealed record Tree(int[] Left, int[] Right, int[] Feature, float[] Value, bool[] MissingLeft, float[] Gain)
{
    /// <summary>The value of the leaf that the features lead to.</summary>
    public float Predict(ReadOnlySpan<double> features)
    {
        var node = 0;
        while (Left[node] >= 0)
        {
            var feature = (float)features[Feature[node]];
            node = float.IsNaN(feature) ? MissingLeft[node] ? Left[node] : Right[node] : feature < Value[node] ? Left[node] : Right[node];
        }
        return Value[node];
    }

    /// <summary>Throws unless every walk stays inside and ends.</summary>
    /// <exception cref="InvalidDataException">It does not.</exception>
    internal void Check(int features)
    {
        if (Left is null || Right is null || Feature is null || Value is null || MissingLeft is null || Gain is null || Left.Length == 0)
            throw new InvalidDataException("a tree has no nodes");
        var count = Left.Length;
        if (Right.Length != count || Feature.Length != count || Value.Length != count || MissingLeft.Length != count || Gain.Length != count)
            throw new InvalidDataException("the columns of a tree have different lengths");
        for (var node = 0; node < count; node++)
        {
            if (!float.IsFinite(Value[node]))
                throw new InvalidDataException($"node {node} of a tree has the value {Value[node]}");
            if (Left[node] < 0)
                continue;
            if (Left[node] <= node || Left[node] >= count || Right[node] <= node || Right[node] >= count || Feature[node] < 0 || Feature[node] >= features)
                throw new InvalidDataException($"node {node} of a tree leads to {Left[node]} and {Right[node]} by feature {Feature[node]}, of {count} nodes and {features} features");
        }
    }
}
