using System.Globalization;
using System.Net;
using System.Text;

namespace Berth.Reports.Performance;

/// <summary>Draws one plot as SVG: axes, then what is added. Colours are classes of the page, so that it follows light and dark.</summary>
internal sealed class Plot
{
    private const double Width = 460, Height = 320, Left = 62, Right = 12, Top = 12, Bottom = 46;

    private readonly StringBuilder _svg = new();
    private readonly PlotAxis _x, _y;

    internal Plot(string title, PlotAxis x, PlotAxis y)
    {
        (_x, _y) = (x, y);
        _svg.Append(Invariant($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Encode(title)}\">"));
        foreach (var (value, text) in x.Marks())
            _svg.Append(Invariant($"<line class=\"rule\" x1=\"{X(value):0.#}\" x2=\"{X(value):0.#}\" y1=\"{Top}\" y2=\"{Height - Bottom}\"/><text x=\"{X(value):0.#}\" y=\"{Height - Bottom + 16}\" text-anchor=\"middle\">{text}</text>"));
        foreach (var (value, text) in y.Marks())
            _svg.Append(Invariant($"<line class=\"rule\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(value):0.#}\" y2=\"{Y(value):0.#}\"/><text x=\"{Left - 6}\" y=\"{Y(value) + 4:0.#}\" text-anchor=\"end\">{text}</text>"));
        _svg.Append(Invariant($"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">{Encode(x.Title)}</text><text transform=\"translate(14 {(Top + Height - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">{Encode(y.Title)}</text>"));
    }

    /// <summary>A point, if it is on the plot.</summary>
    internal void Dot(double x, double y, int series, string tip, double radius = 2.6)
    {
        if (On(x, _x) && On(y, _y))
            _svg.Append(Invariant($"<circle class=\"s{series}\" cx=\"{X(x):0.#}\" cy=\"{Y(y):0.#}\" r=\"{radius}\"><title>{Encode(tip)}</title></circle>"));
    }

    /// <summary>A line through points; those that are not on the plot are left out.</summary>
    internal void Line(IEnumerable<(double X, double Y)> points, string kind) => _svg.Append(
        $"<polyline class=\"{kind}\" points=\"{string.Join(' ', points.Where(point => On(point.X, _x) && On(point.Y, _y)).Select(point => Invariant($"{X(point.X):0.#},{Y(point.Y):0.#}")))}\"/>");

    public override string ToString() => _svg + "</svg>";

    internal static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static bool On(double value, PlotAxis axis) => double.IsFinite(value) && value >= axis.Least && value <= axis.Most;

    private double X(double value) => Left + _x.At(value) * (Width - Left - Right);

    private double Y(double value) => Height - Bottom - _y.At(value) * (Height - Top - Bottom);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
