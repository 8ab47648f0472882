namespace Berth.Model.Units;

/// <summary>One-way delay of a link: a mean and the half-width of its uniform variation, both in seconds.</summary>
public readonly record struct Latency(Duration Mean, Duration Jitter) : IQuantity<Latency>
{
    /// <inheritdoc/>
    public static string Expected => "a latency such as 45ms or 7.5ms ± 2.5ms";

    /// <inheritdoc/>
    public static string Pattern => Duration.Pattern[..^1] + @"((±|\+/-|\+-)" + Duration.Pattern[1..^1] + ")?$";

    /// <inheritdoc/>
    public static bool TryParse(string text, out Latency value)
    {
        value = default;
        var parts = text.Split(["±", "+/-", "+-"], StringSplitOptions.None);
        if (parts.Length > 2 || !Duration.TryParse(parts[0], out var mean))
            return false;
        Duration jitter = default;
        if (parts.Length == 2 && !Duration.TryParse(parts[1], out jitter))
            return false;
        value = new(mean, jitter);
        return jitter.Seconds <= mean.Seconds;
    }

    /// <summary>The text that parses to this value again.</summary>
    public override string ToString() => Jitter.Seconds == 0 ? $"{Mean}" : $"{Mean} ± {Jitter}";
}
