using System.Globalization;
using System.Text;

namespace Berth.Reports.Performance;

/// <summary>Draws horizontal bars as SVG, the longest first.</summary>
internal static class Bars
{
    private const double Width = 460, Row = 20, Left = 170, Right = 64;

    internal static string Draw(string title, IReadOnlyList<(string Name, double Value, string Text)> bars)
    {
        var most = bars.Select(bar => bar.Value).Where(double.IsFinite).DefaultIfEmpty(1).Max();
        var svg = new StringBuilder(Invariant($"<svg viewBox=\"0 0 {Width} {bars.Count * Row + 8}\" role=\"img\" aria-label=\"{Plot.Encode(title)}\">"));
        for (var at = 0; at < bars.Count; at++)
        {
            var length = most > 0 && bars[at].Value > 0 ? bars[at].Value / most * (Width - Left - Right) : 0;
            svg.Append(Invariant($"<text x=\"{Left - 6}\" y=\"{at * Row + 16}\" text-anchor=\"end\">{Plot.Encode(bars[at].Name)}</text><rect class=\"s0\" x=\"{Left}\" y=\"{at * Row + 5}\" width=\"{length:0.#}\" height=\"13\"/><text x=\"{Left + length + 5:0.#}\" y=\"{at * Row + 16}\">{Plot.Encode(bars[at].Text)}</text>"));
        }
        return svg + "</svg>";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
