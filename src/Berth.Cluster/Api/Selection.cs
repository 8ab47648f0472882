namespace Berth.Cluster.Api;

/// <summary>Which objects of a kind.</summary>
/// <param name="Namespace">Namespace; null is all.</param>
/// <param name="Labels">Selector of labels: <c>app=web,tier in (edge)</c>; null is any.</param>
/// <param name="Fields">Selector of fields: <c>spec.nodeName=</c>; null is any.</param>
public sealed record Selection(string? Namespace = null, string? Labels = null, string? Fields = null)
{
    /// <summary>All objects of all namespaces.</summary>
    public static Selection All { get; } = new();

    /// <summary>The selectors as the query of an address, with further parameters.</summary>
    internal string Query(params ReadOnlySpan<(string Name, string? Value)> more)
    {
        List<(string Name, string? Value)> all = [("labelSelector", Labels), ("fieldSelector", Fields), .. more];
        return string.Join('&', all.Where(each => !string.IsNullOrEmpty(each.Value)).Select(each => $"{each.Name}={Uri.EscapeDataString(each.Value!)}"));
    }
}
