using Berth.Policies.Scaling.Hpa;

namespace Berth.Records.Situations.Scaling;

/// <summary>Reads the behaviour of an autoscaler; what it does not say has the defaults of the API server.</summary>
internal static class HpaBehaviorReader
{
    internal static HpaBehaviorPart Read(JsonFields fields)
    {
        var (up, down) = (fields.Object("scaleUp", rules => ReadRules(rules, HpaBehavior.Default.Up)), fields.Object("scaleDown", rules => ReadRules(rules, HpaBehavior.Default.Down)));
        return new(new(up?.Rules ?? HpaBehavior.Default.Up, down?.Rules ?? HpaBehavior.Default.Down), up?.Tolerance, down?.Tolerance);
    }

    private static HpaRulesPart ReadRules(JsonFields fields, HpaScalingRules byDefault)
    {
        var policies = fields.Objects("policies", policy => new HpaScalingPolicy(
            policy.Choice<HpaPolicyKind>("type"), policy.Whole("value", 1, int.MaxValue), policy.Number("periodSeconds", 1, 1800)));
        if (fields.Has("policies") && policies.Count == 0)
            fields.Error("policies", "is empty; give at least one, or leave it out for the defaults");
        var rules = new HpaScalingRules(
            policies.Count > 0 ? policies : byDefault.Policies,
            fields.Choice<HpaSelect>("selectPolicy", required: false),
            fields.Has("stabilizationWindowSeconds") ? fields.Number("stabilizationWindowSeconds", 0, 3600) : byDefault.StabilizationSeconds);
        return new(rules, fields.Has("tolerance") ? fields.Quantity("tolerance", 0, 10) : null);
    }

    private sealed record HpaRulesPart(HpaScalingRules Rules, double? Tolerance);
}

/// <summary>A behaviour and the tolerances that stand in it.</summary>
internal sealed record HpaBehaviorPart(HpaBehavior Behavior, double? UpTolerance, double? DownTolerance);
