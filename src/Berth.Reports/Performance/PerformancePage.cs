using System.Globalization;
using System.Text;
using Berth.Learning.Performance;
using Berth.Learning.Performance.Data;
using Berth.Learning.Performance.Evaluation;
using Berth.Records;

namespace Berth.Reports.Performance;

/// <summary>Writes how well performance is predicted as one HTML file that loads nothing: scores, actual against predicted, residuals, learning curve, importance.</summary>
public static class PerformancePage
{
    private const int MostDots = 1500, MostBars = 12, Colours = 6;

    private static readonly string[] Strokes = ["solid", "dashed", "dotted"];

    private const string Style = """
        :root{color-scheme:light dark;--text:light-dark(#1c1e21,#e6e5e0);--quiet:light-dark(#62666d,#9b9ea4);--rule:light-dark(#dcdcd6,#35383d);--paper:light-dark(#fdfdfb,#16181b)}
        body{margin:2rem auto;max-width:62rem;padding:0 1rem;background:var(--paper);color:var(--text);font:16px/1.5 'Source Sans 3','Helvetica Neue',Arial,sans-serif}
        h1,h2{font-family:'Source Serif 4',Georgia,serif;font-weight:600;line-height:1.2}h2{margin-top:2.5rem}h3{margin-bottom:.2rem}
        table{border-collapse:collapse;font-size:.92rem;font-variant-numeric:tabular-nums}th,td{padding:.15rem .7rem;text-align:right;border-bottom:1px solid var(--rule)}
        th{color:var(--quiet);font-weight:500}th:first-child,td:first-child{text-align:left}tr.chosen td{font-weight:700}
        .plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(26rem,100%),1fr));gap:1rem}figure{margin:0}figcaption,.note{color:var(--quiet);font-size:.9rem}.scroll{overflow-x:auto}
        svg{width:100%;height:auto;font-size:11px}svg text{fill:var(--quiet)}.rule{stroke:var(--rule)}.even{stroke:var(--text);fill:none;stroke-dasharray:4 3}
        .s0{fill:light-dark(#0072b2,#3b9bd6)}.s1{fill:#e69f00}.s2{fill:#009e73}.s3{fill:#d55e00}.s4{fill:#cc79a7}.s5{fill:#56b4e9}circle{fill-opacity:.65}
        polyline{fill:none;stroke-width:2}.l0{stroke:light-dark(#0072b2,#3b9bd6)}.l1{stroke:#e69f00;stroke-dasharray:7 3}.l2{stroke:#009e73;stroke-dasharray:2 3}
        .key{display:inline-block;width:.7em;height:.7em;border-radius:50%;margin:0 .3em 0 .9em;vertical-align:baseline}.key.s0{background:light-dark(#0072b2,#3b9bd6)}.key.s1{background:#e69f00}.key.s2{background:#009e73}.key.s3{background:#d55e00}.key.s4{background:#cc79a7}.key.s5{background:#56b4e9}
        """;

    /// <summary>The page.</summary>
    public static string Html(ModelCard card, EvaluationResult evaluation)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Predicted performance · Berth</title><style>").Append(Style).Append("</style></head><body>");
        page.Append("<h1>Predicted performance</h1><p>").Append(Plot.Encode(Summary(card, evaluation))).Append("</p>");
        foreach (var note in card.Notes)
            page.Append("<p class=\"note\">").Append(Plot.Encode(note)).Append("</p>");
        foreach (var target in PerformanceTarget.All.Where(target => evaluation.Tested.ContainsKey(target.Name)))
            Append(page, target, card, evaluation);
        page.Append("<h2>How to read it</h2><p>Every score is of executions that were not learned from. <i>random</i>: each fifth by chance in turn. <i>leave-one-size-out</i>: each size in turn, as if it had never been measured; the same with functions, and with the largest inputs of each function. "
            + "MAPE is the mean of |error| / truth. Coverage is the part of executions inside their interval; width is that of the interval over the prediction. Importance is by how much the error of logarithms grows when a feature is shuffled.</p><p class=\"note\">")
            .Append(string.Join("<br>", evaluation.Held.Select(Plot.Encode))).Append("</p></body></html>\n");
        return page.ToString();
    }

    /// <summary>Writes the page whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(ModelCard card, EvaluationResult evaluation, string path) => WholeFile.Write(path, Html(card, evaluation));

    private static string Summary(ModelCard card, EvaluationResult evaluation) => Invariant(
        $"The way of learning is “{card.Preset}”. It learned from {card.Rows} executions of {string.Join(", ", card.Sources)}; scores are of {evaluation.Sampled} of them. Intervals should hold {100 * card.Level:0.#} % of new executions. Seed {card.Seed}, Berth {card.Berth}{(card.Xgboost is null ? "" : $", XGBoost {card.Xgboost}")}.");

    private static void Append(StringBuilder page, PerformanceTarget target, ModelCard card, EvaluationResult evaluation)
    {
        page.Append("<h2>").Append(Plot.Encode(char.ToUpperInvariant(target.Title[0]) + target.Title[1..])).Append("</h2>");
        foreach (var split in evaluation.Rows.Where(row => row.Target == target.Name).GroupBy(row => row.Split))
            Table(page, split.Key, [.. split], target, card.Preset);
        var rows = evaluation.Tested[target.Name];
        var functions = rows.Select(row => row.Function).Distinct().Order(StringComparer.Ordinal).ToList();
        page.Append("<p class=\"note\">").Append(string.Concat(functions.Select((function, at) => $"<span class=\"key s{at % Colours}\"></span>{Plot.Encode(function)}"))).Append("</p><div class=\"plots\">");
        Figure(page, Actual(rows, functions, target), "Actual against predicted, executions of the random split; on the dashed line they are equal.");
        Figure(page, Residuals(rows, functions, target), "Residuals: how far the truth is above or below the prediction.");
        var curve = evaluation.Curve.Where(point => point.Target == target.Name).ToList();
        if (curve.Count > 0)
            Figure(page, Curve(curve, card.Preset), "Learning curve: " + string.Join(", ", Order(curve, card.Preset).Select((model, at) => $"{model} ({Strokes[at % 3]})")) + ".");
        var importance = evaluation.Importance.Where(row => row.Target == target.Name).Take(MostBars).ToList();
        if (importance.Count > 0)
            Figure(page, Bars.Draw("importance", [.. importance.Select(row => (row.Feature, row.Permutation, Text(row.Permutation)))]), "Importance by permutation.");
        var gains = evaluation.Importance.Where(row => row.Target == target.Name && row.GainPercent > 0).OrderByDescending(row => row.GainPercent).Take(MostBars).ToList();
        if (gains.Count > 0)
            Figure(page, Bars.Draw("gain", [.. gains.Select(row => (row.Feature, row.GainPercent, Text(row.GainPercent) + " %"))]), "Part of what the splits of the trees gained.");
        page.Append("</div>");
    }

    private static void Table(StringBuilder page, string split, IReadOnlyList<EvaluationRow> rows, PerformanceTarget target, string preset)
    {
        page.Append("<h3>").Append(split).Append("</h3><div class=\"scroll\"><table><tr><th>model</th>");
        foreach (var heading in (string[])["MAPE %", $"MAE {target.Unit}", $"RMSE {target.Unit}", "R²", "coverage %", "width %", "executions"])
            page.Append("<th>").Append(heading).Append("</th>");
        page.Append("</tr>");
        foreach (var row in rows)
        {
            page.Append(row.Model == preset ? "<tr class=\"chosen\">" : "<tr>").Append("<td>").Append(Plot.Encode(row.Model)).Append("</td>");
            foreach (var value in (double[])[row.Scores.MapePercent, row.Scores.Mae, row.Scores.Rmse, row.Scores.R2, row.Scores.CoveragePercent, row.Scores.MeanWidthPercent, row.Scores.Rows])
                page.Append("<td>").Append(Text(value)).Append("</td>");
            page.Append("</tr>");
        }
        page.Append("</table></div>");
    }

    private static string Actual(IReadOnlyList<TestedRow> rows, List<string> functions, PerformanceTarget target)
    {
        var all = rows.SelectMany(row => new[] { row.Truth, row.Value });
        var (x, y) = (PlotAxis.Of($"predicted ({target.Unit})", all, true), PlotAxis.Of($"actual ({target.Unit})", all, true));
        var plot = new Plot("actual against predicted", x, y);
        plot.Line([(x.Least, x.Least), (x.Most, x.Most)], "even");
        foreach (var row in rows.Take(MostDots))
            plot.Dot(row.Value, row.Truth, functions.IndexOf(row.Function) % Colours, $"{row.Function}: actual {Text(row.Truth)}, predicted {Text(row.Value)} ({Text(row.Lower)} to {Text(row.Upper)}) {target.Unit}");
        return plot.ToString();
    }

    private static string Residuals(IReadOnlyList<TestedRow> rows, List<string> functions, PerformanceTarget target)
    {
        static double Error(TestedRow row) => 100 * (row.Truth / row.Value - 1);
        var x = PlotAxis.Of($"predicted ({target.Unit})", rows.Select(row => row.Value), true);
        var plot = new Plot("residuals", x, PlotAxis.Of("actual over predicted (%)", rows.Select(Error), false, withZero: true));
        plot.Line([(x.Least, 0), (x.Most, 0)], "even");
        foreach (var row in rows.Take(MostDots))
            plot.Dot(row.Value, Error(row), functions.IndexOf(row.Function) % Colours, $"{row.Function}: {Text(Error(row))} %");
        return plot.ToString();
    }

    private static string Curve(IReadOnlyList<CurvePoint> curve, string preset)
    {
        var plot = new Plot("learning curve", PlotAxis.Of("executions learned from", curve.Select(point => (double)point.Rows), false, withZero: true), PlotAxis.Of("MAPE (%)", curve.Select(point => point.MapePercent), true));
        foreach (var (model, at) in Order(curve, preset).Select((model, at) => (model, at)))
        {
            var points = curve.Where(point => point.Model == model).ToList();
            plot.Line(points.Select(point => ((double)point.Rows, point.MapePercent)), $"l{at % 3}");
            foreach (var point in points)
                plot.Dot(point.Rows, point.MapePercent, at % 3, $"{model}: {Text(point.MapePercent)} % from {point.Rows}", 3.2);
        }
        return plot.ToString();
    }

    private static List<string> Order(IReadOnlyList<CurvePoint> curve, string preset) => [.. curve.Select(point => point.Model).Distinct().OrderBy(model => model == preset ? 0 : 1).ThenByDescending(model => model, StringComparer.Ordinal)];

    private static void Figure(StringBuilder page, string drawing, string caption) => page.Append("<figure>").Append(drawing).Append("<figcaption>").Append(Plot.Encode(caption)).Append("</figcaption></figure>");

    /// <summary>Three significant digits.</summary>
    private static string Text(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
            return double.IsNaN(value) ? "–" : "∞";
        if (Math.Abs(value) < 1000)
            return Math.Abs(value) < 1e-3 ? PlotAxis.Short(value) : value.ToString("G3", CultureInfo.InvariantCulture);
        var step = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 2);
        return PlotAxis.Short(Math.Round(value / step) * step);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
