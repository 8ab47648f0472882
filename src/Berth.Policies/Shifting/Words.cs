namespace Berth.Policies.Shifting;

/// <summary>Times as the reasons of schedules say them.</summary>
internal static class Words
{
    internal static string Span(long nanoseconds)
    {
        var seconds = Math.Round(nanoseconds * 1e-9);
        var minutes = Math.Round(seconds / 60);
        return seconds < 60 ? $"{nanoseconds * 1e-9:0.###} s" : minutes < 60 ? $"{minutes:0} min" : minutes % 60 == 0 ? $"{minutes / 60:0} h" : $"{Math.Floor(minutes / 60):0} h {minutes % 60:0} min";
    }

    internal static string Grams(double intensity) => $"{intensity:0.#} g/kWh";

    internal static string Servers(int count) => count == 1 ? "1 server" : $"{count} servers";
}
