using System.Text;

namespace Berth.Records.Formats.Continuum;

/// <summary>Expands <c>%(key)s</c> and <c>%%</c> as configparser's BasicInterpolation does.</summary>
internal static class IniReferences
{
    // Ten is configparser's own limit; the length keeps a few nested references from growing without bound.
    private const int Deepest = 10, Longest = 10_000;

    /// <summary>The value with every reference replaced; null when one refers to nothing, to itself, or is malformed.</summary>
    internal static string? Expand(IniSection section, string value, int depth = 0)
    {
        if (!value.Contains('%'))
            return value;
        var text = new StringBuilder();
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] != '%')
            {
                text.Append(value[at]);
                continue;
            }
            var rest = value.AsSpan(at + 1);
            if (rest.StartsWith("%"))
            {
                text.Append('%');
                at++;
                continue;
            }
            var close = rest.IndexOf(")s");
            if (!rest.StartsWith("(") || close < 2 || depth == Deepest)
                return null;
            if (section.Find(rest[1..close].ToString()) is not { } other || Expand(section, other.Value, depth + 1) is not { } expanded)
                return null;
            text.Append(expanded);
            at += close + 2;
            if (text.Length > Longest)
                return null;
        }
        return text.ToString();
    }
}
