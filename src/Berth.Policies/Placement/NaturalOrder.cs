namespace Berth.Policies.Placement;

/// <summary>Order of names in which runs of digits count as numbers: <c>edge-2</c> before <c>edge-10</c>.</summary>
public sealed class NaturalOrder : IComparer<string>
{
    /// <summary>The only one.</summary>
    public static NaturalOrder Instance { get; } = new();

    private NaturalOrder()
    {
    }

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        var one = x.AsSpan();
        var other = y.AsSpan();
        var (i, j) = (0, 0);
        while (i < one.Length && j < other.Length)
        {
            int order;
            if (char.IsAsciiDigit(one[i]) && char.IsAsciiDigit(other[j]))
            {
                var left = Digits(one, ref i);
                var right = Digits(other, ref j);
                order = left.Length != right.Length ? left.Length - right.Length : left.SequenceCompareTo(right);
            }
            else
                order = one[i++] - other[j++];
            if (order != 0)
                return order;
        }
        var rest = one.Length - i - (other.Length - j);
        return rest != 0 ? rest : string.CompareOrdinal(x, y);
    }

    /// <summary>The digits at a place without leading zeros.</summary>
    private static ReadOnlySpan<char> Digits(ReadOnlySpan<char> text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return text[start..at].TrimStart('0');
    }
}
