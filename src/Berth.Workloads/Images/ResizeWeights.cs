namespace Berth.Workloads.Images;

/// <summary>
/// For each pixel of a resized line: the first source pixel it sees and the weights of those it sees, which sum to one.
/// A triangle around the pixel's centre, as wide as the larger of a source and a target pixel.
/// </summary>
internal sealed class ResizeWeights
{
    private readonly int[] first;
    private readonly int[] start;
    private readonly float[] weights;

    public ResizeWeights(int source, int target)
    {
        var scale = (double)source / target;
        var reach = Math.Max(1, scale);
        first = new int[target];
        start = new int[target + 1];
        var all = new List<float>(target * ((int)Math.Ceiling(reach) * 2 + 1));
        for (var i = 0; i < target; i++)
        {
            var centre = (i + 0.5) * scale - 0.5;
            var from = Math.Clamp((int)Math.Floor(centre - reach) + 1, 0, source - 1);
            var to = Math.Clamp((int)Math.Ceiling(centre + reach) - 1, from, source - 1);
            var sum = 0.0;
            for (var s = from; s <= to; s++)
                sum += Triangle(s);
            for (var s = from; s <= to; s++)
                all.Add((float)(Triangle(s) / sum));
            first[i] = from;
            start[i + 1] = all.Count;

            double Triangle(int s) => Math.Max(0, 1 - Math.Abs(s - centre) / reach);
        }

        weights = [.. all];
    }

    public int First(int i) => first[i];

    public ReadOnlySpan<float> Of(int i) => weights.AsSpan(start[i]..start[i + 1]);
}
