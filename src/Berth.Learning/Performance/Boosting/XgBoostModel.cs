using System.Globalization;
using System.Text.Json;

namespace Berth.Learning.Performance.Boosting;

/// <summary>Reads the JSON that XGBoost saves a model as.</summary>
internal static class XgBoostModel
{
    /// <summary>The trees of a model.</summary>
    /// <exception cref="BoostingException">The JSON is not as this version of Berth knows it.</exception>
    internal static TreeEnsemble Read(string json, int features)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var learner = document.RootElement.GetProperty("learner");
            var baseScore = learner.GetProperty("learner_model_param").GetProperty("base_score").GetString()!.Trim('[', ']');
            var trees = learner.GetProperty("gradient_booster").GetProperty("model").GetProperty("trees");
            var ensemble = new TreeEnsemble(float.Parse(baseScore, NumberStyles.Float, CultureInfo.InvariantCulture), [.. trees.EnumerateArray().Select(Tree)]);
            ensemble.Check(features);
            return ensemble;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or InvalidDataException)
        {
            throw new BoostingException($"the trees of XGBoost {XgBoost.Instance.Version} cannot be read: {exception.Message}. Berth knows version 1.7");
        }
    }

    /// <summary>A tree with its nodes numbered anew from the root, so that children come after their parents and pruned nodes are left out.</summary>
    private static Tree Tree(JsonElement tree)
    {
        var (left, right, feature, missing) = (Integers(tree, "left_children"), Integers(tree, "right_children"), Integers(tree, "split_indices"), Integers(tree, "default_left"));
        var (value, gain) = (Singles(tree, "split_conditions"), Singles(tree, "loss_changes"));
        var order = new List<int> { 0 };
        var (newLeft, newRight) = (new List<int>(), new List<int>());
        for (var at = 0; at < order.Count; at++)
        {
            var node = order[at];
            if (order.Count > left.Length || node < 0 || node >= left.Length)
                throw new InvalidDataException("its nodes do not form a tree");
            newLeft.Add(left[node] < 0 ? -1 : order.Count);
            newRight.Add(left[node] < 0 ? -1 : order.Count + 1);
            if (left[node] >= 0)
                order.AddRange([left[node], right[node]]);
        }
        return new(
            [.. newLeft], [.. newRight], [.. order.Select(node => left[node] < 0 ? 0 : feature[node])], [.. order.Select(node => value[node])],
            [.. order.Select(node => missing[node] != 0)], [.. order.Select(node => left[node] < 0 ? 0 : gain[node])]);
    }

    private static int[] Integers(JsonElement tree, string name) => [.. tree.GetProperty(name).EnumerateArray().Select(value =>
        value.ValueKind switch { JsonValueKind.True => 1, JsonValueKind.False => 0, _ => value.GetInt32() })];

    private static float[] Singles(JsonElement tree, string name) => [.. tree.GetProperty(name).EnumerateArray().Select(value => value.GetSingle())];
}
