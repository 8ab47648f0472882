using System.Globalization;

namespace Berth.Verbs;

/// <summary>Options of a policy on the command line, <c>NAME=NUMBER</c>.</summary>
internal static class PolicySetting
{
    /// <summary>The options; of one that is given twice the last holds.</summary>
    /// <exception cref="ArgumentException">One is no name and number.</exception>
    internal static Dictionary<string, double> ReadAll(IReadOnlyList<string> settings) => settings.GroupBy(NameOf).ToDictionary(setting => setting.Key, setting => ValueOf(setting.Last()));

    private static string NameOf(string setting) => setting.Split('=')[0];

    private static double ValueOf(string setting) => setting.Split('=') is [_, var text] && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        ? value : throw new ArgumentException($"--set {setting}: write NAME=NUMBER, such as carbon-weight=2");
}
