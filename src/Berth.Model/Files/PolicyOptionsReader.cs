namespace Berth.Model.Files;

/// <summary>Declares the options of the policies that have any.</summary>
internal static class PolicyOptionsReader
{
    internal static IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Read(Fields fields, IEnumerable<PolicyDescription> policies)
    {
        var all = new Dictionary<string, IReadOnlyDictionary<string, double>>();
        foreach (var policy in policies.Where(policy => policy.Options.Count > 0))
            if (fields.Section(policy.Name, policy.Summary, section => Read(section, policy), mandatory: false) is { } options)
                all[policy.Name] = options;
        return all;
    }

    private static Dictionary<string, double> Read(Fields fields, PolicyDescription policy) =>
        policy.Options.ToDictionary(option => option.Name, option => fields.Number(option.Name, option.Summary, option.Default, option.Least, option.Most));
}
